namespace AcRouenIdentity.Domain.Provisioning.Records;

/// <summary>What the directory called an establishment when it was last asked: people are found by its words, and nobody waits for the directory to show its name.</summary>
public sealed class KnownSchool
{
    public required string Rne { get; init; }

    public required string Name { get; set; }

    /// <summary>Name, town and type without accents and case, between spaces.</summary>
    public required string SearchText { get; set; }
}
