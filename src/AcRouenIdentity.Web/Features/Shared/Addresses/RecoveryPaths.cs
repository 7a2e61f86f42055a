namespace AcRouenIdentity.Web.Features.Shared.Addresses;

/// <summary>Addresses of the pages for a forgotten password or identifier. <c>~</c> stands for the path of the public address.</summary>
public static class RecoveryPaths
{
    /// <summary>The ways that there are; short enough to be typed from paper.</summary>
    public const string Choice = "/mot-de-passe-oublie";

    /// <summary>The same for somebody whose account somebody else uses.</summary>
    public const string Hacked = "/mot-de-passe-oublie?piratage=true";

    public const string BackupAddress = "/mot-de-passe-oublie/adresse-de-secours";

    /// <summary>Where the code of a mail is typed.</summary>
    public const string Code = "/mot-de-passe-oublie/code";

    /// <summary>Where a letter is asked for.</summary>
    public const string LetterRequest = "/mot-de-passe-oublie/demander-un-courrier";

    /// <summary>Where the code of a letter is typed.</summary>
    public const string Letter = "/mot-de-passe-oublie/courrier";

    public const string Assistance = "/mot-de-passe-oublie/assistance";

    public const string SecondFactor = "/mot-de-passe-oublie/second-facteur";

    /// <param name="localReturn">Path of ours to go on to once the password is chosen.</param>
    public static string For(string path, string localReturn) => $"~{path}?retour={Uri.EscapeDataString(localReturn)}";
}
