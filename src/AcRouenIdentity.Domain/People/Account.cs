namespace AcRouenIdentity.Domain.People;

/// <summary>What the provider keeps of a person beside the directory: the link between the directory key and the opaque subject of tokens.</summary>
public sealed class Account
{
    /// <summary>Opaque, stable, derived at creation, never reused: the <c>sub</c> claim.</summary>
    public required string Subject { get; init; }

    public required string DirectoryKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Language that the person chose for pages and mails (RFC 5646); null for what their browser says.</summary>
    public string? Language { get; set; }

    /// <summary>Null while nothing was chosen.</summary>
    public NameForm? NameForm { get; set; }

    /// <summary>When the form of the name was last chosen.</summary>
    public DateTimeOffset? NameChosenAt { get; set; }

    /// <summary>Concurrency token of <see cref="SecondFactors.EnrolledFactors"/>: two tabs that each take one away cannot both leave the last.</summary>
    public int FactorsVersion { get; private set; }

    public void NoteFactorTaken() => FactorsVersion++;
}
