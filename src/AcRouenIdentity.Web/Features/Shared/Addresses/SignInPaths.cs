using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Web.Features.Shared.Addresses;

/// <summary>Addresses of the sign-in pages, with where to go on to. <c>~</c> stands for the path of the public address.</summary>
public static class SignInPaths
{
    public const string Page = "/connexion";

    public const string AfterPasswordChoice = "/connexion/suite";

    public const string SecondFactor = "/connexion/second-facteur";

    /// <summary>Why the sign-in page asks somebody who is signed in.</summary>
    public const string SomebodyElse = "autre";

    public const string SignOut = "/deconnexion";

    /// <summary>The sign-in page, which then returns to a local path of ours.</summary>
    public static string For(string localReturn) => $"~{Page}?retour={Uri.EscapeDataString(localReturn)}";

    /// <summary>Where a browser goes on from the password page: signed in by the same proof, then to the local path.</summary>
    public static string AfterChoice(string localReturn, DeviceKind device) =>
        $"~{AfterPasswordChoice}?retour={Uri.EscapeDataString(localReturn)}&appareil={device}";

    /// <summary>The page that asks for the second factor: of whoever has just given the first, or is signed in by it.</summary>
    public static string ForSecondFactor(string localReturn) => $"~{SecondFactor}?retour={Uri.EscapeDataString(localReturn)}";

    /// <summary>The same, of somebody whom the application does not let in without.</summary>
    public static string ForNeededFactor(string localReturn) => $"{ForSecondFactor(localReturn)}&exigence=1";

    /// <summary>The sign-in page for somebody who is signed in and must prove it again.</summary>
    public static string ForFreshProof(string localReturn) => $"{For(localReturn)}&verification=1";

    /// <summary>The sign-in page where somebody else is signed in than the application expects.</summary>
    public static string ForSomebodyElse(string localReturn) => $"{For(localReturn)}&verification={SomebodyElse}";
}
