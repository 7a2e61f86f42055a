using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Testing.Directories;

/// <summary>
/// The directory without a server, under the same contract: the sample people, who all have <see cref="SamplePeople.Password"/>.
/// It can be taken down, made slow, and told what an administrator does.
/// </summary>
public sealed class InMemoryDirectory : IDirectory, IPeopleRegister, IPeopleEntries
{
    private const int ShortestPassword = 12;
    private const int LongestPassword = 128;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Dictionary<DirectoryKey, Entry> entries = [];
    private readonly Dictionary<Rne, Establishment> establishments = SamplePeople.Establishments.ToDictionary(establishment => establishment.Rne);
    private int binds;
    private int writesLeft = int.MaxValue;

    public InMemoryDirectory(TimeProvider time)
    {
        this.time = time;
        foreach (var person in SamplePeople.All)
            Put(person, SamplePeople.Password);

        RequireChange(SamplePeople.FrancoisDurand.Key, MustChangeReason.Reset);
        RequireChange(SamplePeople.HeleneLefevre.Key, MustChangeReason.Expired);
        Lock(SamplePeople.LoicMoreau.Key);
    }

    public InMemoryDirectory()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Nothing answers.</summary>
    public bool IsDown { get; set; }

    /// <summary>As directories whose establishments somebody else keeps: those that are missing are refused.</summary>
    public bool RefusesNewEstablishments { get; set; }

    /// <summary>Takes no change of anybody who is there.</summary>
    public bool RefusesChanges { get; set; }

    /// <summary>How long each answer takes; past five seconds nobody waits for it.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>Passwords that were checked by work, decoy included: equal for people who exist and people who do not.</summary>
    public int Binds => Volatile.Read(ref binds);

    public FeedFacts Kept => FeedFacts.Surname | FeedFacts.GivenName | FeedFacts.MainEstablishment | FeedFacts.Postings | FeedFacts.Numen
        | FeedFacts.BirthName | FeedFacts.BirthDate;

    public AccountState ReadsAs(AccountState state) => state;

    /// <summary>Adds a person, or replaces what is known of them and their password.</summary>
    public void Put(Person person, string password) => Change(() =>
    {
        var before = entries.GetValueOrDefault(person.Key);
        entries[person.Key] = new Entry(person, password) { Main = before?.Main, BirthName = before?.BirthName, BirthDate = before?.BirthDate };
    });

    /// <summary>Replaces what is known of a person and leaves the password.</summary>
    public void Put(Person person) => Change(() => entries[person.Key].Person = person);

    /// <summary>Names the main establishment of somebody who has no function there.</summary>
    public void Attach(DirectoryKey key, Rne main) => Change(() => entries[key].Main = main);

    public void Put(Establishment establishment) => Change(() => establishments[establishment.Rne] = establishment);

    public void Remove(DirectoryKey key) => Change(() => entries.Remove(key));

    public void RequireChange(DirectoryKey key, MustChangeReason reason) => Change(() => entries[key].MustChange = reason);

    public void Lock(DirectoryKey key) => Change(() => entries[key].IsLocked = true);

    public void Unlock(DirectoryKey key) => Change(() => entries[key].IsLocked = false);

    public Task<Person?> FindAsync(SignInName name, CancellationToken cancellationToken) =>
        AnswerAsync(() => entries.Values.Select(entry => entry.Person).Where(person => IsNamed(person, name)).ToArray() is [var only] ? only : null, cancellationToken);

    public Task<Person?> FindAsync(DirectoryKey key, CancellationToken cancellationToken) =>
        AnswerAsync(() => entries.GetValueOrDefault(key)?.Person, cancellationToken);

    public async IAsyncEnumerable<KnownPerson> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var person in await AnswerAsync(() => entries.Values.Select(KnownAs).ToArray(), cancellationToken))
            yield return person;
    }

    public Task<IReadOnlyList<Establishment>> FindEstablishmentsAsync(IReadOnlyCollection<Rne> rnes, CancellationToken cancellationToken) =>
        AnswerAsync<IReadOnlyList<Establishment>>(() => [.. rnes.Distinct().Select(rne => establishments.GetValueOrDefault(rne)).OfType<Establishment>()], cancellationToken);

    public Task<PasswordCheck> CheckPasswordAsync(Person? person, string password, CancellationToken cancellationToken) =>
        AnswerAsync(() => Check(person, password), cancellationToken);

    public Task<PasswordChange> ChangePasswordAsync(Person person, string newPassword, CancellationToken cancellationToken) =>
        AnswerAsync(() => Change(person, newPassword), cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => AnswerAsync(() => true, cancellationToken);

    public Task<EntryWriting> AddAsync(KnownPerson person, CancellationToken cancellationToken) => WriteAsync(() =>
    {
        if (entries.TryGetValue(person.Key, out var there))
            return Replace(there, person);
        if (entries.Values.Any(other => other.Person.Login == person.Login || (person.Address is not null && other.Person.Address == person.Address)))
            return EntryWriting.NameTaken;
        if (person.Facts.Surname.Length == 0)
            return EntryWriting.Refused;
        entries[person.Key] = Filled(new Entry(PersonOf(person, null), password: null), person);
        return EntryWriting.Written;
    }, cancellationToken);

    public Task<EntryWriting> ReplaceAsync(KnownPerson person, CancellationToken cancellationToken) =>
        WriteAsync(() => RefusesChanges ? EntryWriting.Refused : entries.TryGetValue(person.Key, out var there) ? Replace(there, person) : EntryWriting.EntryGone, cancellationToken);

    public Task<EntryWriting> RemoveNumenAsync(DirectoryKey key, CancellationToken cancellationToken) =>
        ChangeAsync(key, entry => entry.Person = entry.Person with { Numen = null }, cancellationToken);

    public Task<EntryWriting> SetMailboxAsync(DirectoryKey key, MailboxState state, CancellationToken cancellationToken) =>
        ChangeAsync(key, entry => entry.Mailbox = state, cancellationToken);

    public Task<EntryWriting> RemoveAsync(DirectoryKey key, CancellationToken cancellationToken) =>
        WriteAsync(() => entries.Remove(key) ? EntryWriting.Written : EntryWriting.EntryGone, cancellationToken);

    public Task<IReadOnlyList<FeedEstablishment>> FindDifferentAsync(IReadOnlyCollection<FeedEstablishment> establishments, CancellationToken cancellationToken) =>
        AnswerAsync<IReadOnlyList<FeedEstablishment>>(() => [.. establishments.Where(one => this.establishments.GetValueOrDefault(one.Described.Rne) != one.Described)], cancellationToken);

    public Task<EntryWriting> PutAsync(FeedEstablishment establishment, CancellationToken cancellationToken) => WriteAsync(() =>
    {
        if (RefusesNewEstablishments && !establishments.ContainsKey(establishment.Described.Rne))
            return EntryWriting.Refused;
        establishments[establishment.Described.Rne] = establishment.Described;
        return EntryWriting.Written;
    }, cancellationToken);

    /// <summary>Whether the mailbox of a person receives, or null for nobody.</summary>
    public MailboxState? MailboxOf(DirectoryKey key) => entries.GetValueOrDefault(key)?.Mailbox;

    /// <summary>Goes down once so many more writes are done.</summary>
    public void FailAfterWrites(int count) => Change(() => writesLeft = count);

    private static Person PersonOf(KnownPerson known, Person? before) => new()
    {
        Key = known.Key,
        Login = before?.Login ?? known.Login!.Value,
        Address = before?.Address ?? known.Address,
        Numen = known.Facts.Numen,
        GivenName = known.Facts.GivenName,
        Surname = known.Facts.Surname,
        DisplayName = before is not null && (before.GivenName, before.Surname) == (known.Facts.GivenName, known.Facts.Surname)
            ? before.DisplayName
            : $"{known.Facts.GivenName} {known.Facts.Surname}".Trim(),
        Language = before?.Language,
        Title = before?.Title,
        UserType = UserTypes.Of(known.Facts, before?.UserType),
        State = known.State,
        Groups = before?.Groups ?? [],
        // A directory keeps them in no order; readers put those of the main establishment first.
        Postings = [.. known.Facts.Postings.Reverse().OrderByDescending(posting => posting.Rne == known.Facts.MainEstablishment)],
    };

    private static Entry Filled(Entry entry, KnownPerson known)
    {
        (entry.Main, entry.BirthName, entry.BirthDate) = (known.Facts.MainEstablishment, known.Facts.BirthName, known.Facts.BirthDate);
        return entry;
    }

    private static EntryWriting Replace(Entry entry, KnownPerson person)
    {
        entry.Person = PersonOf(person, entry.Person);
        Filled(entry, person);
        return EntryWriting.Written;
    }

    private Task<EntryWriting> ChangeAsync(DirectoryKey key, Action<Entry> change, CancellationToken cancellationToken) => WriteAsync(() =>
    {
        if (!entries.TryGetValue(key, out var entry))
            return EntryWriting.EntryGone;
        change(entry);
        return EntryWriting.Written;
    }, cancellationToken);

    private async Task<EntryWriting> WriteAsync(Func<EntryWriting> write, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref writesLeft) < 0)
            IsDown = true;
        return await AnswerAsync(write, cancellationToken);
    }

    private static KnownPerson KnownAs(Entry entry)
    {
        var known = KnownAs(entry.Person, entry.Main);
        return known with { Facts = known.Facts with { BirthName = entry.BirthName, BirthDate = entry.BirthDate } };
    }

    private static KnownPerson KnownAs(Person person, Rne? main) => new()
    {
        Key = person.Key,
        FeedKey = person.Key.Value.Contains('$', StringComparison.Ordinal) ? person.Key : null,
        Login = person.Login,
        Address = person.Address,
        State = person.State,
        SuspendedBy = person.State == AccountState.Suspended ? SuspensionOrigin.Rectorat : null,
        Facts = new PersonFacts
        {
            Surname = person.Surname,
            GivenName = person.GivenName,
            Numen = person.Numen,
            MainEstablishment = main ?? (person.Postings is [var first, ..] ? first.Rne : null),
            Postings = person.Postings,
        },
    };

    private static bool IsNamed(Person person, SignInName name) => name switch
    {
        SignInName.ByLogin(var login) => person.Login == login,
        SignInName.ByAddress(var address) => person.Address == address,
        SignInName.ByNumen(var numen) => person.Numen == numen,
        _ => throw new InvalidOperationException("A closed set."),
    };

    private static bool CanBePassword(string text) => text.Length is > 0 and <= LongestPassword && !text.Contains('\0', StringComparison.Ordinal);

    private PasswordCheck Check(Person? person, string password)
    {
        binds++;
        var entry = person is null ? null : entries.GetValueOrDefault(person.Key);
        if (entry is null || !CanBePassword(password))
            return new PasswordCheck.Refused();
        if (entry.IsLocked)
            return new PasswordCheck.Locked();
        if (entry.Password != password)
            return new PasswordCheck.Refused();

        return entry.MustChange is { } reason ? new PasswordCheck.MustChange(reason) : new PasswordCheck.Accepted(null);
    }

    private PasswordChange Change(Person person, string newPassword)
    {
        if (!CanBePassword(newPassword))
            return PasswordChange.RefusedAsWeak;
        if (!entries.TryGetValue(person.Key, out var entry) || entry.IsLocked)
            return PasswordChange.RefusedByPolicy;
        if (newPassword.Length < ShortestPassword)
            return PasswordChange.RefusedAsWeak;
        if (entry.Used.Contains(newPassword))
            return PasswordChange.RefusedAsUsedBefore;

        entry.Choose(newPassword);
        return PasswordChange.Changed;
    }

    private async Task<T> AnswerAsync<T>(Func<T> answer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Slowness > TimeSpan.Zero)
            await Task.Delay(Slowness < Patience ? Slowness : Patience, time, cancellationToken);
        if (Slowness >= Patience)
            throw new DirectoryUnavailableException("Timeout: the directory in memory is too slow.");
        if (IsDown)
            throw new DirectoryUnavailableException("Refused: the directory in memory is down.");

        lock (gate)
            return answer();
    }

    private void Change(Action change)
    {
        lock (gate)
            change();
    }

    private sealed class Entry(Person person, string? password)
    {
        public Person Person { get; set; } = person;

        public string? Password { get; private set; } = password;

        public HashSet<string> Used { get; } = password is null ? [] : [password];

        public Rne? Main { get; set; }

        public string? BirthName { get; set; }

        public DateOnly? BirthDate { get; set; }

        public MailboxState Mailbox { get; set; }

        public MustChangeReason? MustChange { get; set; }

        public bool IsLocked { get; set; }

        public void Choose(string newPassword)
        {
            Password = newPassword;
            Used.Add(newPassword);
            MustChange = null;
        }
    }
}
