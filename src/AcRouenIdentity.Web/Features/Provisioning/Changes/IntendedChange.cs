using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;

namespace AcRouenIdentity.Web.Features.Provisioning.Changes;

/// <summary>What is to become of one person, and who wants it; nobody in particular where a run or the passing of time does.</summary>
/// <param name="Line">Its <see cref="PlanLine.After"/> has a login and an address.</param>
public sealed record IntendedChange(PlanLine Line)
{
    /// <summary>Login of who asked for it.</summary>
    public string? By { get; init; }

    /// <summary>The reason they gave.</summary>
    public string? Note { get; init; }

    /// <summary>Last day of a suspension, included.</summary>
    public DateOnly? Until { get; init; }
}

/// <param name="Failure">Null where it was done.</param>
public sealed record ChangeOutcome(IntendedChange Change, ChangeFailure? Failure);

/// <summary>A batch that is being written.</summary>
/// <param name="Said">Its lines of history, saved as pending.</param>
public sealed record ChangesUnderWay(IReadOnlyList<PersonChange> Said, Task<IReadOnlyList<ChangeOutcome>> Writing);
