using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>How the keys of the provider follow one another.</summary>
public sealed class KeyOptions : IValidatableObject
{
    /// <summary>How long a key signs before the next one does.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "730.00:00:00")]
    public TimeSpan SignsFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long a key is published before it signs anything.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "30.00:00:00")]
    public TimeSpan PublishedAhead { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long applications may keep the published keys: also for how long they may go on trusting one that was revoked.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan CachedFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often each node looks for what others did with the keys: a revocation counts everywhere after that time.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Polling { get; set; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublishedAhead < 2 * CachedFor)
            yield return new ValidationResult($"{Place}: {nameof(PublishedAhead)} is less than twice {nameof(CachedFor)}: applications would meet keys that they cannot know.");
        if (PublishedAhead >= SignsFor)
            yield return new ValidationResult($"{Place}: {nameof(PublishedAhead)} is not less than {nameof(SignsFor)}.");
    }

    private static string Place => $"{OpenIdOptions.Section}:{nameof(OpenIdOptions.Keys)}";
}
