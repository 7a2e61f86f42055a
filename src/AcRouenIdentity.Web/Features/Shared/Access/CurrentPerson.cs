using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>Who asks for this page: put there by whoever let them in.</summary>
/// <param name="SessionId">Of this browser.</param>
/// <param name="AuthenticatedAt">When they last proved who they are in this browser.</param>
/// <param name="IsMultiFactor">Two factors proved it then.</param>
public sealed record CurrentPerson(Person Person, string SessionId, DateTimeOffset AuthenticatedAt, bool IsMultiFactor);

public static class CurrentPersonOfRequest
{
    /// <exception cref="InvalidOperationException">The page has no policy of <see cref="AccessPolicies"/>, so that nobody was asked who they are.</exception>
    public static Person CurrentPerson(this HttpContext context) => Found(context).Person;

    /// <exception cref="InvalidOperationException">As for <see cref="CurrentPerson"/>.</exception>
    public static string CurrentSessionId(this HttpContext context) => Found(context).SessionId;

    /// <summary>When they last proved who they are in this browser.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="CurrentPerson"/>.</exception>
    public static DateTimeOffset AuthenticatedAt(this HttpContext context) => Found(context).AuthenticatedAt;

    /// <summary>Two factors stood behind that last proof.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="CurrentPerson"/>.</exception>
    public static bool ProvedTwoFactors(this HttpContext context) => Found(context).IsMultiFactor;

    private static CurrentPerson Found(HttpContext context) =>
        context.Features.Get<CurrentPerson>() ?? throw new InvalidOperationException("Nobody was let in to this page.");
}
