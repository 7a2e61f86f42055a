using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Directory;
using Microsoft.AspNetCore.Authorization;

namespace AcRouenIdentity.Web.Features.Shared.Access;

internal static class AccessRegistration
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RoleOptions>()
            .Bind(builder.Configuration.GetSection(RoleOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .Validate<IConfiguration>(
                (roles, configuration) => !roles.NameGroups || configuration[$"{DirectoryOptions.Section}:{nameof(DirectoryOptions.GroupsBase)}"] is not null,
                $"{RoleOptions.Section}:{nameof(RoleOptions.Grants)} names a group, and {DirectoryOptions.Section}:{nameof(DirectoryOptions.GroupsBase)} does not say where groups are: nobody would be in it.")
            .ValidateOnStart();
        builder.Services.AddOptions<FreshProofOptions>()
            .Bind(builder.Configuration.GetSection(FreshProofOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddOptions<SecondFactorOptions>()
            .Bind(builder.Configuration.GetSection(SecondFactorOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<PersonRoles>();
        builder.Services.AddSingleton<TargetAccess>();
        builder.Services.AddScoped<RecordAccess>();
        builder.Services.AddSingleton<SecondFactorPolicy>();
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(AccessPolicies.ProvisioningOfficer, policy => policy.Require(Role.ProvisioningOfficer))
            .AddPolicy(AccessPolicies.OfficerOfTheAcademie, policy => policy.Require(RoleExtent.Academie, Role.ProvisioningOfficer))
            .AddPolicy(AccessPolicies.HeadOfSchool, policy => policy.Require(Role.HeadOfSchool))
            .AddPolicy(AccessPolicies.Secretariat, policy => policy.Require(Role.Secretariat))
            .AddPolicy(AccessPolicies.Administrator, policy => policy.Require(Role.Administrator))
            .AddPolicy(AccessPolicies.Agent, policy => policy.Require(Role.Agent))
            .AddPolicy(AccessPolicies.Supervisor, policy => policy.Require(Role.Supervisor))
            .AddPolicy(AccessPolicies.Auditor, policy => policy.Require(Role.Auditor))
            .AddPolicy(AccessPolicies.SupervisorOrAuditor, policy => policy.Require(Role.Supervisor, Role.Auditor))
            .AddPolicy(AccessPolicies.Staff, policy => policy.Require(Role.Staff));
    }

    /// <summary>Whoever is not signed in is sent to sign in first; whoever is and has none of the roles is refused.</summary>
    private static void Require(this AuthorizationPolicyBuilder policy, params Role[] roles) => policy.Require(RoleExtent.Anywhere, roles);

    private static void Require(this AuthorizationPolicyBuilder policy, RoleExtent extent, params Role[] roles) =>
        policy.RequireAuthenticatedUser().AddRequirements(new RoleRequirement(roles, extent));
}
