namespace AcRouenIdentity.Domain.Provisioning.Records;

/// <summary>Somebody of a feed whom an officer declared to be another than the delegated person they resemble.</summary>
public sealed class DistinctPerson
{
    public required string FeedKey { get; init; }

    /// <summary>Login of the officer.</summary>
    public required string DeclaredBy { get; init; }

    public required DateTimeOffset DeclaredAt { get; init; }
}
