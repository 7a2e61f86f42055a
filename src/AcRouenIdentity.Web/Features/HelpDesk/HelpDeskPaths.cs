namespace AcRouenIdentity.Web.Features.HelpDesk;

/// <summary>Local addresses of the help desk.</summary>
public static class HelpDeskPaths
{
    public const string Desk = "/assistance";

    public const string Search = "/assistance/recherche";

    /// <summary>Takes the login of whoever calls and opens a case.</summary>
    public const string Cases = "/assistance/dossiers";

    public const string Vouching = "/assistance/attestations";

    public const string Supervision = "/assistance/pilotage";

    public const string Own = "/compte/assistance";

    public static string Case(string reference) => $"{Cases}/{reference}";
}
