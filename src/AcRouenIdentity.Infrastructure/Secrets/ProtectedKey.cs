namespace AcRouenIdentity.Infrastructure.Secrets;

/// <summary>A secret of the provider's own, encrypted by Data Protection.</summary>
public sealed class ProtectedKey
{
    public required string Name { get; init; }

    public required byte[] Value { get; init; }
}
