using AcRouenIdentity.Domain.People;
using Microsoft.AspNetCore.Authorization;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>The person of the signed-in browser has one of these roles now.</summary>
public sealed record RoleRequirement(IReadOnlyCollection<Role> AnyOf) : IAuthorizationRequirement;
