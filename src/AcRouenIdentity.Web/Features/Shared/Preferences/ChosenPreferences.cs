using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Preferences;

/// <summary>How a person wants to be spoken to and shown. It stands among the features of a request once its session is known.</summary>
/// <param name="Language">RFC 5646; null for what the browser says.</param>
/// <param name="NameForm">Null while nothing was chosen.</param>
public sealed record ChosenPreferences(string? Language, NameForm? NameForm)
{
    public static readonly ChosenPreferences None = new(null, null);
}
