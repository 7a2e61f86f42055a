namespace AcRouenIdentity.Domain.HelpDesk;

/// <summary>One thing by which an agent becomes surer who is calling. Named as they are in the configuration.</summary>
public enum VerificationStep
{
    /// <summary>The person says their NUMEN, and it is theirs.</summary>
    Numen,
    BirthDate,

    /// <summary>The last group of the INA, which stands on letters only.</summary>
    InaEnding,

    /// <summary>The agent called the establishment at its number, and the person was there.</summary>
    CallBack,

    /// <summary>Somebody of the secretariat of their establishment says, signed in, that it is them.</summary>
    Secretariat,

    /// <summary>A code that left for a backup address which serves.</summary>
    MailCode,

    /// <summary>A code that is shown where the person is signed in.</summary>
    SessionCode,

    /// <summary>The agent saw their identity paper and them.</summary>
    IdentityPaper,
}

/// <summary>How sure it is. In this order.</summary>
public enum VerificationLevel
{
    None,
    Standard,
    High,
}

/// <summary>Which steps together make how sure. A NUMEN and a birth date are known to many, and never suffice whatever is configured.</summary>
public sealed class VerificationPolicy
{
    /// <summary>What colleagues, relatives and whoever reads an old pay slip know.</summary>
    public static IReadOnlyCollection<VerificationStep> KnownToOthers { get; } = [VerificationStep.Numen, VerificationStep.BirthDate];

    private readonly IReadOnlyList<VerificationSet> sets;

    /// <exception cref="ArgumentException">A set proves nothing, or is for no level.</exception>
    public VerificationPolicy(IEnumerable<VerificationSet> sets)
    {
        this.sets = [.. sets];
        if (this.sets.FirstOrDefault(set => !set.ProvesSomething) is { } weak)
            throw new ArgumentException($"These steps prove nothing: {weak}.", nameof(sets));
    }

    public static VerificationPolicy Usual { get; } = new(
    [
        new(VerificationLevel.Standard, [VerificationStep.Numen, VerificationStep.BirthDate, VerificationStep.InaEnding]),
        new(VerificationLevel.Standard, [VerificationStep.Numen, VerificationStep.BirthDate, VerificationStep.CallBack]),
        new(VerificationLevel.Standard, [VerificationStep.BirthDate, VerificationStep.Secretariat]),
        new(VerificationLevel.Standard, [VerificationStep.Numen, VerificationStep.BirthDate, VerificationStep.MailCode]),
        new(VerificationLevel.Standard, [VerificationStep.BirthDate, VerificationStep.SessionCode]),
        new(VerificationLevel.Standard, [VerificationStep.IdentityPaper]),
        new(VerificationLevel.High, [VerificationStep.IdentityPaper, VerificationStep.BirthDate]),
        new(VerificationLevel.High, [VerificationStep.IdentityPaper, VerificationStep.Numen]),
        new(VerificationLevel.High, [VerificationStep.Numen, VerificationStep.BirthDate, VerificationStep.InaEnding, VerificationStep.CallBack]),
        new(VerificationLevel.High, [VerificationStep.BirthDate, VerificationStep.InaEnding, VerificationStep.Secretariat]),
        new(VerificationLevel.High, [VerificationStep.BirthDate, VerificationStep.MailCode, VerificationStep.Secretariat]),
        new(VerificationLevel.High, [VerificationStep.BirthDate, VerificationStep.MailCode, VerificationStep.InaEnding]),
    ]);

    public IReadOnlyList<VerificationSet> Sets => sets;

    public VerificationLevel LevelOf(IReadOnlyCollection<VerificationStep> passed) =>
        sets.Where(set => set.Steps.All(passed.Contains)).Select(set => set.Level).DefaultIfEmpty(VerificationLevel.None).Max();
}

/// <summary>Steps that together reach a level.</summary>
public sealed record VerificationSet(VerificationLevel Level, IReadOnlyList<VerificationStep> Steps)
{
    public bool ProvesSomething => Level is not VerificationLevel.None && Steps.Except(VerificationPolicy.KnownToOthers).Any();

    public override string ToString() => string.Join(" + ", Steps);
}
