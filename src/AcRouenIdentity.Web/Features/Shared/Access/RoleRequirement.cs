using AcRouenIdentity.Domain.People;
using Microsoft.AspNetCore.Authorization;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>The person of the signed-in browser has this role now.</summary>
public sealed record RoleRequirement(Role Role) : IAuthorizationRequirement;
