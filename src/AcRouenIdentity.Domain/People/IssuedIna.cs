namespace AcRouenIdentity.Domain.People;

/// <summary>The INA of a person at rest: readable only to be printed again, and recognised by a keyed hash.</summary>
public sealed class IssuedIna
{
    public required string DirectoryKey { get; init; }

    /// <summary>Keyed hash of the twelve characters; nobody else's.</summary>
    public required string Lookup { get; set; }

    /// <summary>Encrypted under a purpose of its own.</summary>
    public required string Protected { get; set; }

    public required DateTimeOffset IssuedAt { get; set; }
}
