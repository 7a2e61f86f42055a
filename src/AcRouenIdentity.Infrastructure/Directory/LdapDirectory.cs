using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Ldap;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>The directory over LDAP, in whatever vocabulary the options name. Everything of the protocol stays behind this class.</summary>
internal sealed class LdapDirectory(DirectoryLink link, DirectoryPasswords passwords, PersonReader reader, DirectoryOptions options, ILogger<LdapDirectory> logger)
    : IDirectory
{
    /// <summary>Establishments asked in one search: a filter has its limits, and so has the server's answer.</summary>
    private const int EstablishmentsAtOnce = 100;

    private readonly LdapDn people = LdapDn.Parse(options.People.Base);
    private readonly LdapDn structures = LdapDn.Parse(options.Structures.Base);

    public async Task<Person?> FindAsync(SignInName name, CancellationToken cancellationToken) =>
        reader.People.TryNamed(name) is { } filter ? await FindAsync(filter, name.GetType().Name, cancellationToken) : null;

    public Task<Person?> FindAsync(DirectoryKey key, CancellationToken cancellationToken) =>
        FindAsync(reader.People.Keyed(key), nameof(DirectoryKey), cancellationToken);

    public async Task<IReadOnlyList<Establishment>> FindEstablishmentsAsync(IReadOnlyCollection<Rne> rnes, CancellationToken cancellationToken)
    {
        var found = new List<Establishment>();
        foreach (var asked in rnes.Distinct().Chunk(EstablishmentsAtOnce))
        {
            var entries = await SearchStructuresAsync(reader.Structures.With(asked), cancellationToken);
            found.AddRange(entries.Select(reader.TryReadEstablishment).OfType<Establishment>());
        }

        return found;
    }

    public Task<PasswordCheck> CheckPasswordAsync(Person? person, string password, CancellationToken cancellationToken) =>
        passwords.CheckAsync(person?.Key, password, cancellationToken);

    public Task<PasswordChange> ChangePasswordAsync(Person person, string newPassword, CancellationToken cancellationToken) =>
        passwords.ChangeAsync(person.Key, newPassword, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) =>
        link.SearchAsync(
            new LdapSearch(people, LdapSearchScope.Base, new LdapFilter.Present("objectClass")) { Attributes = LdapSearch.NoAttributes }, cancellationToken);

    private async Task<Person?> FindAsync(LdapFilter filter, string kind, CancellationToken cancellationToken)
    {
        var entries = await link.SearchAsync(
            new LdapSearch(people, LdapSearchScope.Subtree, filter) { Attributes = reader.People.Names, SizeLimit = 2 }, cancellationToken);
        if (entries is [var entry])
            return reader.TryRead(entry, await ResolveAsync(entry, cancellationToken));
        if (entries.Count > 1)
            logger.FoundTwice(entries.Count, kind);

        // The known cost a second search where their postings name structures: so do strangers.
        if (reader.Structures.Key.Exists)
            await SearchStructuresAsync(reader.Structures.Called([PeopleVocabulary.Nobody.Value]), cancellationToken);
        return null;
    }

    private async Task<EstablishmentNames> ResolveAsync(LdapEntry person, CancellationToken cancellationToken)
    {
        string[] names = [.. reader.UnresolvedNames(person)];
        if (names.Length == 0)
            return EstablishmentNames.None;

        var entries = await SearchStructuresAsync(reader.Structures.Called(names), cancellationToken);
        return new EstablishmentNames(entries, reader.Structures, names);
    }

    private Task<IReadOnlyList<LdapEntry>> SearchStructuresAsync(LdapFilter filter, CancellationToken cancellationToken) =>
        link.SearchAsync(new LdapSearch(structures, LdapSearchScope.Subtree, filter) { Attributes = reader.Structures.Names }, cancellationToken);
}
