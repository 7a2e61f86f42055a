using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Audit.Journal;

/// <summary>Somebody whom the trail names by their subject.</summary>
/// <param name="Name">Null where nothing is kept of them any more.</param>
public sealed record JournalName(string? Name, string? Login, string Subject);

/// <summary>Who stands behind the subjects of the trail, and which subject somebody has.</summary>
public sealed class JournalPeople(IdentityDb db, IDirectory directory, AccountBook accounts)
{
    private const int AtOnce = 1000;

    /// <summary>Login of whoever goes by that identifiant, address or NUMEN; null for nobody.</summary>
    public async Task<Login?> FindLoginAsync(string typed, CancellationToken cancellationToken) => SignInName.TryParse(typed) switch
    {
        SignInName.ByLogin(var login) => await FindSubjectAsync(login, cancellationToken) is null ? null : login,
        SignInName.ByAddress(var address) when await FindLoginOfAsync(address, cancellationToken) is { } login => login,
        { } name => (await directory.FindAsync(name, cancellationToken))?.Login,
        null => null,
    };

    /// <summary>Whoever left the directory is still known by what the database keeps.</summary>
    public async Task<string?> FindSubjectAsync(Login login, CancellationToken cancellationToken)
    {
        var text = login.ToString();
        if (await db.People.Where(person => person.Login == text).Select(person => person.DirectoryKey).FirstOrDefaultAsync(cancellationToken) is { } key)
            return accounts.SubjectOf(new DirectoryKey(key));

        return await directory.FindAsync(new SignInName.ByLogin(login), cancellationToken) is { } person ? accounts.SubjectOf(person) : null;
    }

    /// <summary>Those of the subjects of whom something is kept.</summary>
    public async Task<IReadOnlyDictionary<string, JournalName>> NamesAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, JournalName>(StringComparer.Ordinal);
        foreach (var asked in subjects.Chunk(AtOnce))
        {
            var known = await db.Accounts.Where(account => asked.Contains(account.Subject))
                .Join(db.People, account => account.DirectoryKey, person => person.DirectoryKey, (account, person) => new { account.Subject, person.GivenName, person.Surname, person.Login })
                .ToListAsync(cancellationToken);
            foreach (var one in known)
                names[one.Subject] = new JournalName($"{one.GivenName} {one.Surname}".Trim(), one.Login, one.Subject);
        }

        await AddNewcomersAsync(names, [.. subjects.Where(subject => !names.ContainsKey(subject))], cancellationToken);
        return names;
    }

    /// <summary>People who have no account yet: a subject is made of the key of a person and not the other way round, so that each person is tried.</summary>
    private async Task AddNewcomersAsync(Dictionary<string, JournalName> names, HashSet<string> missing, CancellationToken cancellationToken)
    {
        if (missing.Count == 0)
            return;

        var everybody = db.People.Where(person => !db.Accounts.Any(account => account.DirectoryKey == person.DirectoryKey))
            .Select(person => new { person.DirectoryKey, person.GivenName, person.Surname, person.Login });
        await foreach (var person in everybody.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var subject = accounts.SubjectOf(new DirectoryKey(person.DirectoryKey));
            if (missing.Contains(subject))
                names[subject] = new JournalName($"{person.GivenName} {person.Surname}".Trim(), person.Login, subject);
        }
    }

    private async Task<Login?> FindLoginOfAsync(MailAddress address, CancellationToken cancellationToken)
    {
        var text = address.ToString();
        return Login.TryParse(await db.People.Where(person => person.Address == text).Select(person => person.Login).FirstOrDefaultAsync(cancellationToken), out var login) ? login : null;
    }
}
