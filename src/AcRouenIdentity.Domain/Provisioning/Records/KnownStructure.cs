namespace AcRouenIdentity.Domain.Provisioning.Records;

/// <summary>A structure that a reading described: deltas of later days name it without describing it.</summary>
public sealed class KnownStructure
{
    /// <summary><c>AC-ROUEN$43</c>.</summary>
    public required string StructureKey { get; init; }

    public required string Rne { get; set; }
}
