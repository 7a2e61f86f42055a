namespace AcRouenIdentity.Web.Features.Activation;

/// <summary>Pages of a first access, in their order after the password. <c>~</c> stands for the path of the public address.</summary>
public static class ActivationPaths
{
    public const string BackupAddress = "/activer/adresse-de-secours";

    public const string Done = "/activer/fait";

    /// <param name="returnTo">Local path to go on to afterwards; null for the start page.</param>
    public static string DoneWith(string? returnTo) => returnTo is null ? $"~{Done}" : $"~{Done}?retour={Uri.EscapeDataString(returnTo)}";
}
