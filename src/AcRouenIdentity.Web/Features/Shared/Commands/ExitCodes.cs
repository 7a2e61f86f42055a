namespace AcRouenIdentity.Web.Features.Shared.Commands;

/// <summary>Exit codes of the commands.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>A rule stops it, or the answer is no.</summary>
    public const int Stopped = 1;

    /// <summary>Something cannot be read, reached or understood.</summary>
    public const int CannotRead = 2;
}
