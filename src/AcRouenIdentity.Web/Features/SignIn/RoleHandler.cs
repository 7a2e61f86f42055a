using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>
/// Grants a role to the person of the session as the directory describes them at this request, and says to the page who that is. Whatever it cannot see it does not grant; a
/// directory that is away is an outage and no refusal. Where each of their roles asks for two factors and the session has one, it remembers that this alone is missing.
/// </summary>
internal sealed class RoleHandler(CurrentSession current, PersonRoles roles, SecondFactorPolicy policy) : AuthorizationHandler<RoleRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (context is not { Resource: HttpContext http, User.Identity.IsAuthenticated: true })
            return;
        if (await current.FindAsync(http, http.RequestAborted) is not { Person: var person, Session: var session } || requirement.HadBy(person, roles) is not { Count: > 0 } had)
            return;

        if (!session.IsMultiFactor && had.All(policy.IsRequiredFor))
        {
            http.Features.Set(new SecondFactorMissing());
            return;
        }

        http.Features.Set(new CurrentPerson(person, session.Id, session.AuthenticatedAt, session.IsMultiFactor));
        context.Succeed(requirement);
    }
}

/// <summary>The person may see this page, and has to prove a second factor first.</summary>
internal sealed record SecondFactorMissing;
