namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>A login or an address that was given once. Its row outlives the account, the departure and the erasure, so that nobody else ever gets it.</summary>
public sealed class GivenIdentifier
{
    public required IdentifierKind Kind { get; init; }

    /// <summary>In lower case; with its domain where it is an address.</summary>
    public required string Text { get; init; }

    /// <summary>To whom. A run that was interrupted finds by it what it had reserved.</summary>
    public required string DirectoryKey { get; init; }

    /// <summary>0 for the first of its kind that the person got: two runs cannot give somebody two.</summary>
    public required int Rank { get; init; }

    public required IdentifierRemarks Remarks { get; init; }

    public required DateTimeOffset GivenAt { get; init; }
}

public enum IdentifierKind
{
    Login,
    Address,
}
