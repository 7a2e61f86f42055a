using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Web.Features.SignIn;

public sealed class SignInOptions : IValidatableObject
{
    public const string Section = "SignIn";

    /// <summary>A shared computer, the default: how long its session may be left alone.</summary>
    public TimeSpan SharedIdle { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A shared computer: how long its session and its tokens last at most.</summary>
    public TimeSpan SharedAbsolute { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A device that the person says is their own: how long its session may be left alone.</summary>
    public TimeSpan PersonalIdle { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A device of one's own: how long its session and its tokens last at most.</summary>
    public TimeSpan PersonalAbsolute { get; set; } = TimeSpan.FromDays(30);

    public SessionLimits LimitsOf(DeviceKind device) => device switch
    {
        DeviceKind.Shared => new SessionLimits(SharedIdle, SharedAbsolute),
        DeviceKind.Personal => new SessionLimits(PersonalIdle, PersonalAbsolute),
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SharedIdle <= TimeSpan.Zero || SharedIdle > SharedAbsolute)
            yield return new ValidationResult("SignIn:SharedIdle must be positive and at most SignIn:SharedAbsolute.");
        if (PersonalIdle <= TimeSpan.Zero || PersonalIdle > PersonalAbsolute)
            yield return new ValidationResult("SignIn:PersonalIdle must be positive and at most SignIn:PersonalAbsolute.");
    }
}
