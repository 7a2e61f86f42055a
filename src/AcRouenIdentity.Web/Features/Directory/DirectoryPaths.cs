namespace AcRouenIdentity.Web.Features.Directory;

internal static class DirectoryPaths
{
    public const string Mine = "/annuaire/ma-fiche";

    public static string CardOf(string card) => $"~/annuaire/{card}/vcf";
}
