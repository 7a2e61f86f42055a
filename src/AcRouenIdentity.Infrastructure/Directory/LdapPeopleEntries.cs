using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Ldap;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>Writes over LDAP, in whatever vocabulary the options name. Only what differs is sent, so that what is written twice is written once.</summary>
internal sealed class LdapPeopleEntries : IPeopleEntries, IAsyncDisposable
{
    private const int PageSize = 500;

    private readonly DirectoryLink link;
    private readonly DirectoryLink? own;
    private readonly PersonReader reader;
    private readonly PersonWriter writer;
    private readonly DirectoryOptions options;
    private readonly ILogger<LdapDirectory> logger;
    private readonly LdapDn peopleBase;
    private readonly LdapDn structuresBase;
    private volatile EstablishmentPlaces? places;

    /// <param name="own">The link, where nobody else disposes of it.</param>
    public LdapPeopleEntries(DirectoryLink link, DirectoryLink? own, PersonReader reader, DirectoryOptions options, ILogger<LdapDirectory> logger)
    {
        (this.link, this.own, this.reader, this.options, this.logger) = (link, own, reader, options, logger);
        writer = new PersonWriter(options, reader);
        (peopleBase, structuresBase) = (LdapDn.Parse(options.People.Base), LdapDn.Parse(options.Structures.Base));
    }

    public async Task<EntryWriting> AddAsync(KnownPerson person, CancellationToken cancellationToken)
    {
        var login = person.Login ?? throw new ArgumentException("Somebody without a login has no entry.", nameof(person));
        var there = await FindAnyAsync(person, login, cancellationToken);
        if (there.FirstOrDefault(entry => HasKey(entry, person.Key)) is { } same)
            return await ReplaceAsync(same, person, cancellationToken);
        if (there.Count > 0)
            return EntryWriting.NameTaken;

        var dn = peopleBase.Child(options.People.NamingAttribute, login.ToString());
        var wanted = writer.First(person).Concat(writer.Facts(person, await PlacesAsync(cancellationToken), entry: null));
        var result = await link.AddAsync(EntryValues.Addition(dn, options.People.EntryClasses, wanted), cancellationToken);
        // Somebody was faster: this very write, repeated, or another entry of that name.
        return result.Code == LdapResultCode.EntryAlreadyExists ? await AddedMeanwhileAsync(person, cancellationToken) : Outcome(dn, result, "an addition");
    }

    public async Task<EntryWriting> ReplaceAsync(KnownPerson person, CancellationToken cancellationToken) =>
        await FindAsync(person.Key, cancellationToken) is { } entry ? await ReplaceAsync(entry, person, cancellationToken) : EntryWriting.EntryGone;

    public Task<EntryWriting> RemoveNumenAsync(DirectoryKey key, CancellationToken cancellationToken) =>
        ChangeAsync(key, writer.Numen(null), cancellationToken);

    public Task<EntryWriting> SetMailboxAsync(DirectoryKey key, MailboxState state, CancellationToken cancellationToken) =>
        ChangeAsync(key, writer.Mailbox(state), cancellationToken);

    public async Task<EntryWriting> RemoveAsync(DirectoryKey key, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } entry)
            return EntryWriting.EntryGone;
        var result = await link.DeleteAsync(entry.Dn, cancellationToken);
        return Outcome(entry.Dn, result, "a removal");
    }

    public async Task<IReadOnlyList<FeedEstablishment>> FindDifferentAsync(IReadOnlyCollection<FeedEstablishment> establishments, CancellationToken cancellationToken)
    {
        var structures = await ListStructuresAsync(cancellationToken);
        // Each run begins here: it knows what others have added since the last one.
        places = new EstablishmentPlaces(structures, reader.Structures);
        var known = new Dictionary<Rne, LdapEntry>();
        foreach (var entry in structures)
        {
            if (Rne.TryParse(reader.Structures.Uai.FindText(entry), out var rne))
                known[rne] = entry;
        }

        return [.. establishments.Where(one => !known.TryGetValue(one.Described.Rne, out var entry) || EntryValues.Changes(entry, writer.Facts(one.Described)).Count > 0)];
    }

    public async Task<EntryWriting> PutAsync(FeedEstablishment establishment, CancellationToken cancellationToken)
    {
        if (await FindAsync(establishment.Described.Rne, cancellationToken) is { } entry)
            return await ChangeAsync(entry, writer.Facts(establishment.Described), cancellationToken);
        if (options.Structures.EntryClasses.Count == 0)
            return NotAdded(establishment.Described.Rne);

        var name = options.Structures.NamingAttribute == options.Structures.Uai ? establishment.Described.Rne.ToString() : establishment.Structure.Value;
        var dn = structuresBase.Child(options.Structures.NamingAttribute, name);
        var addition = EntryValues.Addition(dn, options.Structures.EntryClasses, writer.First(establishment).Concat(writer.Facts(establishment.Described)));
        var result = await link.AddAsync(addition, cancellationToken);
        places = null;
        return result.Code == LdapResultCode.EntryAlreadyExists ? await AddedMeanwhileAsync(establishment, cancellationToken) : Outcome(dn, result, "an addition");
    }

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<EntryWriting> AddedMeanwhileAsync(KnownPerson person, CancellationToken cancellationToken) =>
        await FindAsync(person.Key, cancellationToken) is { } entry ? await ReplaceAsync(entry, person, cancellationToken) : EntryWriting.NameTaken;

    private async Task<EntryWriting> AddedMeanwhileAsync(FeedEstablishment establishment, CancellationToken cancellationToken) =>
        await FindAsync(establishment.Described.Rne, cancellationToken) is { } entry
            ? await ChangeAsync(entry, writer.Facts(establishment.Described), cancellationToken)
            : EntryWriting.NameTaken;

    private EntryWriting NotAdded(Rne rne)
    {
        logger.EstablishmentNotAdded(rne);
        return EntryWriting.Refused;
    }

    private async Task<EntryWriting> ReplaceAsync(LdapEntry entry, KnownPerson person, CancellationToken cancellationToken)
    {
        var facts = writer.Facts(person, await PlacesAsync(cancellationToken), entry);
        var isCalledOtherwise = reader.People.Surname.FindText(entry) != person.Facts.Surname || (reader.People.GivenName.FindText(entry) ?? "") != person.Facts.GivenName;
        return await ChangeAsync(entry, isCalledOtherwise ? facts.Concat(writer.Names(person.Facts)) : facts, cancellationToken);
    }

    private async Task<EntryWriting> ChangeAsync(DirectoryKey key, WantedValues wanted, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) is { } entry ? await ChangeAsync(entry, [wanted], cancellationToken) : EntryWriting.EntryGone;

    private async Task<EntryWriting> ChangeAsync(LdapEntry entry, IEnumerable<WantedValues> wanted, CancellationToken cancellationToken)
    {
        var changes = EntryValues.Changes(entry, wanted);
        return changes.Count == 0 ? EntryWriting.Written : Outcome(entry.Dn, await link.ModifyAsync(new LdapModification(entry.Dn, changes), cancellationToken), "a change");
    }

    private async Task<LdapEntry?> FindAsync(DirectoryKey key, CancellationToken cancellationToken)
    {
        var found = await link.SearchAsync(new LdapSearch(peopleBase, LdapSearchScope.Subtree, reader.People.WithKey(key)) { Attributes = reader.People.WrittenNames }, cancellationToken);
        return found.FirstOrDefault(entry => HasKey(entry, key));
    }

    private async Task<LdapEntry?> FindAsync(Rne rne, CancellationToken cancellationToken)
    {
        var found = await link.SearchAsync(
            new LdapSearch(structuresBase, LdapSearchScope.Subtree, reader.Structures.With([rne])) { Attributes = reader.Structures.Names }, cancellationToken);
        return found is [var entry, ..] ? entry : null;
    }

    /// <summary>Whoever has the key, the login or the address, whatever the class of their entry.</summary>
    private Task<IReadOnlyList<LdapEntry>> FindAnyAsync(KnownPerson person, Login login, CancellationToken cancellationToken)
    {
        List<LdapFilter> names = [reader.People.WithKey(person.Key), reader.People.Login.Is(login.ToString())];
        if (person.Address is { } address && reader.People.Address.Exists)
            names.Add(reader.People.Address.Is(address.ToString()));
        return link.SearchAsync(new LdapSearch(peopleBase, LdapSearchScope.Subtree, new LdapFilter.Or([.. names])) { Attributes = reader.People.WrittenNames }, cancellationToken);
    }

    private bool HasKey(LdapEntry entry, DirectoryKey key) => reader.People.Key.Texts(entry).Contains(key.Value, StringComparer.Ordinal);

    private async Task<EstablishmentPlaces> PlacesAsync(CancellationToken cancellationToken)
    {
        if (!reader.Structures.Key.Exists)
            return EstablishmentPlaces.None;
        return places ??= new EstablishmentPlaces(await ListStructuresAsync(cancellationToken), reader.Structures);
    }

    private async Task<IReadOnlyList<LdapEntry>> ListStructuresAsync(CancellationToken cancellationToken)
    {
        var all = new LdapSearch(structuresBase, LdapSearchScope.Subtree, reader.Structures.All) { Attributes = reader.Structures.Names };
        return await link.WalkAsync(all, PageSize, cancellationToken).ToListAsync(cancellationToken);
    }

    private EntryWriting Outcome(LdapDn dn, LdapResult result, string operation)
    {
        if (result.IsSuccess)
            return EntryWriting.Written;
        if (result.Code is LdapResultCode.NoSuchEntry)
            return EntryWriting.EntryGone;
        if (IsNoAnswer(result.Code))
            throw link.Nonsense(operation, result);
        logger.EntryRefused(dn.ToString(), result);
        return EntryWriting.Refused;
    }

    /// <summary>The same write may succeed another time, or on another server: one that takes no writes is unwilling.</summary>
    private static bool IsNoAnswer(LdapResultCode code) => code is LdapResultCode.Busy or LdapResultCode.Unavailable or LdapResultCode.TimeLimitExceeded
        or LdapResultCode.AdminLimitExceeded or LdapResultCode.UnwillingToPerform or LdapResultCode.OperationsError or LdapResultCode.Referral or LdapResultCode.Other or LdapResultCode.Canceled;
}
