namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>Addresses of the pages of one's own account.</summary>
internal static class AccountPaths
{
    public const string Account = "~/compte";

    public const string Passkeys = "~/compte/cles";

    public const string SecondFactors = "~/compte/second-facteur";

    public const string BackupAddresses = "~/compte/adresses";

    public const string Sessions = "~/compte/connexions";

    public const string Activity = "~/compte/activite";

    public const string Preferences = "~/compte/preferences";
}
