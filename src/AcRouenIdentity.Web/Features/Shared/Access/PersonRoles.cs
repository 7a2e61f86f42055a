using AcRouenIdentity.Domain.People;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>What a person may do, by what they are.</summary>
public sealed class PersonRoles(IOptions<RoleOptions> options)
{
    private readonly ILookup<Role, RoleGrant> grants = options.Value.AllGrants.ToLookup(grant => grant.Role);

    /// <summary>Nobody whose account is closed has a role.</summary>
    public bool Has(Person person, Role role) => role == Role.Staff ? person.State == AccountState.Active : !ReachOf(person, role).IsNowhere;

    /// <summary>
    /// Where the person has that role: all that is granted to them, added up; nowhere for whoever has it not, or whose account is closed. Asked of a person as the directory describes them now.
    /// </summary>
    public Reach ReachOf(Person person, Role role) => person.State == AccountState.Active ? ReachOfActive(person, role) : Reach.Nowhere;

    /// <summary>The configuration gives it to somebody.</summary>
    public bool IsGiven(Role role) => grants[role].Any();

    /// <summary>Establishments whose letters the person hands over; empty for most.</summary>
    public IReadOnlyList<Rne> SecretariatsOf(Person person) =>
        [.. person.Postings.Where(HandsLettersOver).Select(posting => posting.Rne).Distinct()];

    /// <summary>Whoever has this posting hands letters over in its establishment.</summary>
    public bool HandsLettersOver(Posting posting) => SecretariatFunctions.Contains(posting.FunctionCode.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Codes of the functions that do.</summary>
    public IEnumerable<string> SecretariatFunctions => options.Value.SecretariatFunctions.Count > 0 ? options.Value.SecretariatFunctions : RoleOptions.UsualSecretariat;

    private Reach ReachOfActive(Person person, Role role) => role switch
    {
        Role.HeadOfSchool => Reach.OfEstablishments(SchoolDirection.SchoolsOf(person)),
        Role.Secretariat => Reach.OfEstablishments(SecretariatsOf(person)),
        // A supervisor is an agent too, as far as they supervise.
        Role.Agent => Granted(person, Role.Agent).And(Granted(person, Role.Supervisor)),
        Role.Supervisor or Role.Auditor or Role.ProvisioningOfficer or Role.Administrator => Granted(person, role),
        Role.Staff => Reach.Nowhere,
    };

    private Reach Granted(Person person, Role role) => grants[role].Aggregate(Reach.Nowhere, (reach, grant) => reach.And(grant.ReachOf(person)));
}
