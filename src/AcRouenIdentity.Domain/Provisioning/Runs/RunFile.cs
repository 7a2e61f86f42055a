namespace AcRouenIdentity.Domain.Provisioning.Runs;

/// <summary>One file that a run read.</summary>
public sealed class RunFile
{
    public int RunId { get; init; }

    public required string Name { get; init; }

    public required long Bytes { get; init; }

    /// <summary>In hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
