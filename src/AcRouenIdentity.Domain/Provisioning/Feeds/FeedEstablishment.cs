using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Feeds;

/// <summary>An establishment of the feed. <paramref name="Structure"/> is what people's records call it (<c>ENTStructureJointure</c>).</summary>
public sealed record FeedEstablishment(StructureKey Structure, Establishment Described);

/// <summary>What a delta replaces of an establishment: null means not said.</summary>
public sealed record FeedEstablishmentChange(Rne Rne, string? Name, string? TypeCode, string? NatureCode, string? Sector, string? Town, string? Phone);

/// <summary>What a feed calls an establishment: source and number, <c>AC-ROUEN$43</c>. Kept from one feed to the next, since a delta names establishments that it does not describe.</summary>
public readonly record struct StructureKey(string Value)
{
    public override string ToString() => Value;
}
