namespace AcRouenIdentity.Domain.People;

/// <summary>What the provider keeps of a person beside the directory: the link between the directory key and the opaque subject of tokens.</summary>
public sealed class Account
{
    /// <summary>Opaque, stable, derived at creation, never reused: the <c>sub</c> claim.</summary>
    public required string Subject { get; init; }

    public required string DirectoryKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Concurrency token of <see cref="SecondFactors.EnrolledFactors"/>: two tabs that each take one away cannot both leave the last.</summary>
    public int FactorsVersion { get; private set; }

    public void NoteFactorTaken() => FactorsVersion++;
}
