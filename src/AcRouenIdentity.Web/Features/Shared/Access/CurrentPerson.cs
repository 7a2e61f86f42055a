using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>Who asks for this page: put there by whoever let them in.</summary>
public sealed record CurrentPerson(Person Person);

public static class CurrentPersonOfRequest
{
    /// <exception cref="InvalidOperationException">The page has no policy of <see cref="AccessPolicies"/>, so that nobody was asked who they are.</exception>
    public static Person CurrentPerson(this HttpContext context) =>
        context.Features.Get<CurrentPerson>()?.Person ?? throw new InvalidOperationException("Nobody was let in to this page.");
}
