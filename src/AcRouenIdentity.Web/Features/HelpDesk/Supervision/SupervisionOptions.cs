using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.HelpDesk.Supervision;

namespace AcRouenIdentity.Web.Features.HelpDesk.Supervision;

/// <summary>From when on something that was done is shown to supervisors as unusual.</summary>
public sealed class SupervisionOptions : IValidatableObject
{
    private static readonly DayOfWeek[] Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>People to whom one agent gave a code or a letter on one day.</summary>
    [Range(2, 1000)]
    public int PeopleADay { get; set; } = 20;

    /// <summary>Recoveries of one account within <see cref="RecoveriesWithin"/>, whichever way.</summary>
    [Range(2, 100)]
    public int RecoveriesOfOne { get; set; } = 3;

    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan RecoveriesWithin { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Local time.</summary>
    public TimeOnly OpensAt { get; set; } = new(7, 30);

    /// <summary>Local time; later than <see cref="OpensAt"/>.</summary>
    public TimeOnly ClosesAt { get; set; } = new(19, 0);

    /// <summary>Absent: Saturday and Sunday.</summary>
    public IList<DayOfWeek> ClosedOn { get; } = [];

    internal OpeningHours Hours => new(OpensAt, ClosesAt, ClosedOn.Count == 0 ? Weekend : [.. ClosedOn]);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ClosesAt <= OpensAt)
            yield return new ValidationResult($"{HelpDeskOptions.Section}:{nameof(HelpDeskOptions.Supervision)}: {nameof(ClosesAt)} comes before {nameof(OpensAt)}.");
    }
}
