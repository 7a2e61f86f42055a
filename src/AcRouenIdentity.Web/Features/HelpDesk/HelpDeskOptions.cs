using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Web.Features.HelpDesk.Supervision;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk;

public sealed class HelpDeskOptions : IValidatableObject
{
    public const string Section = "HelpDesk";

    /// <summary>Sets of steps that verify who is calling, each with the level that it reaches; absent: <see cref="VerificationPolicy.Usual"/>.</summary>
    public IList<VerificationSetOptions> Verification { get; } = [];

    /// <summary>For which a step that was passed counts: a call, and not a day.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "08:00:00")]
    public TimeSpan VerificationLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>For which a code of a step is waited for, and a secretariat that was asked.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "01:00:00")]
    public TimeSpan StepLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>For which another's yes is good.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan ApprovalLifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>For which an account whose backup addresses changed is helped on the high level alone.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan Cooling { get; set; } = TimeSpan.FromHours(48);

    /// <summary>How long a case is kept after it was closed.</summary>
    [Range(typeof(TimeSpan), "30.00:00:00", "1830.00:00:00")]
    public TimeSpan KeptFor { get; set; } = TimeSpan.FromDays(365);

    [ValidateObjectMembers]
    public SupervisionOptions Supervision { get; } = new();

    /// <exception cref="ArgumentException">A set proves nothing.</exception>
    public VerificationPolicy Policy() => Verification.Count == 0 ? VerificationPolicy.Usual : new VerificationPolicy(Verification.Select(set => set.ToSet()));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Verification
        .Where(set => !set.ToSet().ProvesSomething)
        .Select(set => new ValidationResult($"{Section}:{nameof(Verification)}: \"{set.ToSet()}\" verifies nobody: it needs a level and a step beside NUMEN and birth date."));
}

public sealed class VerificationSetOptions
{
    public VerificationLevel Level { get; set; }

    public IList<VerificationStep> Steps { get; } = [];

    internal VerificationSet ToSet() => new(Level, [.. Steps]);
}
