using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.HelpDesk.Cases;

/// <summary>A case in the hands of somebody who may do in it what they asked for.</summary>
/// <param name="Case">Tracked: what is changed of it is saved by whoever changes it.</param>
/// <param name="About">As the directory describes them now; null while nobody knows, or once they are no longer there.</param>
/// <param name="Verdict">Of the act that was asked for: <see cref="HelpVerdict.Allowed"/> or <see cref="HelpVerdict.NeedsSecond"/>.</param>
public sealed record CaseFile(AssistanceCase Case, Person? About, Person Agent, HelpVerdict Verdict);

public abstract record CaseFinding
{
    private CaseFinding()
    {
    }

    public sealed record Found(CaseFile File) : CaseFinding;

    public sealed record Missing : CaseFinding;

    public sealed record Refused(HelpVerdict Why) : CaseFinding;
}
