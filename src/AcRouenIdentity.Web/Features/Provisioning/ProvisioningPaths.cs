namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>Addresses of the pages of provisioning. <c>~</c> stands for the path of the public address.</summary>
internal static class ProvisioningPaths
{
    public const string Runs = "/chargements";

    public const string Upload = "/chargements/envoi";

    public const string Report = "/chargements/{number:int}/rapport.csv";

    public const string Accounts = "/comptes";

    public const string Delegation = "/comptes/delegation";

    public static string Run(int number) => $"~{Runs}/{number}";

    public static string Account(string login) => $"~{Accounts}/{login}";
}
