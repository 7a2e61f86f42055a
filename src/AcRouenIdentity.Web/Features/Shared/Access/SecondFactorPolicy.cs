using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SecondFactors;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>Who needs more than a password, by what they may do.</summary>
public sealed class SecondFactorPolicy(IOptions<SecondFactorOptions> options, PersonRoles roles)
{
    public bool IsRequiredFor(Role role) => options.Value.IsRequired && Roles.Contains(role);

    public SecondFactorNeed NeedOf(Person person) =>
        options.Value.IsRequired && Roles.Any(role => roles.Has(person, role)) ? SecondFactorNeed.Required : SecondFactorNeed.Optional;

    private IEnumerable<Role> Roles => options.Value.RequiredFor.Count > 0 ? options.Value.RequiredFor : SecondFactorOptions.Usual;
}
