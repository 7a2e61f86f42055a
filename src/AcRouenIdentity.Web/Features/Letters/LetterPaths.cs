namespace AcRouenIdentity.Web.Features.Letters;

/// <summary>Addresses that letters print, and of the pages about them. <c>~</c> stands for the path of the public address.</summary>
public static class LetterPaths
{
    /// <summary>Short, since it is typed by hand.</summary>
    public const string FirstAccess = "/activer";

    public const string Batches = "/courriers";

    public const string HandOver = "/courriers/remise";

    public static string Batch(int number) => $"~{Batches}/{number}";
}
