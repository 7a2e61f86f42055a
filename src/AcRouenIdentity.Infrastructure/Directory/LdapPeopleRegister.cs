using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Ldap;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>Everybody over LDAP, in whatever vocabulary the options name.</summary>
internal sealed class LdapPeopleRegister(DirectoryLink link, PersonReader reader, DirectoryOptions options) : IPeopleRegister
{
    /// <summary>The sample directory gives 1000 at most.</summary>
    private const int PageSize = 500;

    /// <summary>Without the postings of supann profiles, which have no labels, so that none would ever be as a feed says it.</summary>
    public FeedFacts Kept =>
        FeedFacts.Surname
        | If(reader.People.GivenName, FeedFacts.GivenName)
        | If(reader.People.BirthName, FeedFacts.BirthName)
        | If(reader.People.BirthDate, FeedFacts.BirthDate)
        | If(reader.People.Numen, FeedFacts.Numen)
        | If(reader.People.MainEstablishment, FeedFacts.MainEstablishment)
        | (options.People.PostingForm == PostingForm.Dollars ? If(reader.People.Postings, FeedFacts.Postings) : FeedFacts.None);

    public AccountState ReadsAs(AccountState state)
    {
        if (!reader.People.State.Exists)
            return options.People.StateOtherwise;
        return options.People.States.Values.Contains(state) ? state : AccountState.Departed;
    }

    public async IAsyncEnumerable<KnownPerson> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var establishments = await EstablishmentsAsync(cancellationToken);
        var everybody = new LdapSearch(LdapDn.Parse(options.People.Base), LdapSearchScope.Subtree, reader.People.Everybody) { Attributes = reader.People.RegisterNames };
        await foreach (var entry in link.WalkAsync(everybody, PageSize, cancellationToken))
        {
            if (reader.TryReadKnown(entry, establishments) is { } person)
                yield return person;
        }
    }

    private static FeedFacts If(DirectoryAttribute attribute, FeedFacts fact) => attribute.Exists ? fact : FeedFacts.None;

    private async Task<EstablishmentNames> EstablishmentsAsync(CancellationToken cancellationToken)
    {
        var all = new LdapSearch(LdapDn.Parse(options.Structures.Base), LdapSearchScope.Subtree, reader.Structures.All) { Attributes = reader.Structures.Names };
        var entries = new List<LdapEntry>();
        await foreach (var entry in link.WalkAsync(all, PageSize, cancellationToken))
            entries.Add(entry);
        return new EstablishmentNames(entries, reader.Structures);
    }
}
