namespace AcRouenIdentity.Domain.People;

/// <summary>An address outside the académie that its owner proved to read, for the day a password is forgotten. Encrypted; recognised by a keyed hash.</summary>
public sealed class BackupAddress
{
    public long Id { get; init; }

    public required string DirectoryKey { get; init; }

    /// <summary>Encrypted under a purpose of its own.</summary>
    public required string Protected { get; init; }

    /// <summary>Keyed hash of the address in lower case. Two people may share one address.</summary>
    public required string Lookup { get; init; }

    public required DateTimeOffset VerifiedAt { get; init; }
}
