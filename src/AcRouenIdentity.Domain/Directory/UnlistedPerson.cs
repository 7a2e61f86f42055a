namespace AcRouenIdentity.Domain.Directory;

/// <summary>Somebody who asked not to stand in the directory of people (liste rouge). Whoever has no such row is listed.</summary>
public sealed class UnlistedPerson
{
    public required string DirectoryKey { get; init; }

    public required DateTimeOffset Since { get; init; }
}

/// <summary>What a person may say of their own entry.</summary>
public enum ListingChoice
{
    Listed,
    Unlisted,
}
