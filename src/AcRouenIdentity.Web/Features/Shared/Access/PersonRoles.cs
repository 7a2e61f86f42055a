using AcRouenIdentity.Domain.People;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>What a person may do, by what they are.</summary>
public sealed class PersonRoles(IOptions<RoleOptions> options)
{
    /// <summary>Nobody whose account is closed has a role.</summary>
    public bool Has(Person person, Role role) => person.State == AccountState.Active && role switch
    {
        Role.ProvisioningOfficer => IsNamed(options.Value.ProvisioningOfficers, person),
        Role.HeadOfSchool => SchoolDirection.SchoolsOf(person).Count > 0,
        Role.Secretariat => SecretariatsOf(person).Count > 0,
        Role.Administrator => IsNamed(options.Value.Administrators, person),
        Role.Agent or Role.Supervisor or Role.Auditor => !ReachOf(person, role).IsNowhere,
        Role.Staff => true,
    };

    /// <summary>Where the person has that role. Asked of a person as the directory describes them now.</summary>
    public Reach ReachOf(Person person, Role role) => Reach.Nowhere;

    /// <summary>Establishments whose letters the person hands over; empty for most.</summary>
    public IReadOnlyList<Rne> SecretariatsOf(Person person) =>
        [.. person.Postings.Where(HandsLettersOver).Select(posting => posting.Rne).Distinct()];

    /// <summary>Whoever has this posting hands letters over in its establishment.</summary>
    public bool HandsLettersOver(Posting posting) => SecretariatFunctions.Contains(posting.FunctionCode.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Codes of the functions that do.</summary>
    public IEnumerable<string> SecretariatFunctions => options.Value.SecretariatFunctions.Count > 0 ? options.Value.SecretariatFunctions : RoleOptions.UsualSecretariat;

    private static bool IsNamed(IEnumerable<string> logins, Person person) => logins.Any(login => Login.Parse(login) == person.Login);
}
