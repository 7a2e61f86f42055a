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
public sealed class InMemoryDirectory : IDirectory, IPeopleRegister
{
    private const int ShortestPassword = 12;
    private const int LongestPassword = 128;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Dictionary<DirectoryKey, Entry> entries = [];
    private readonly Dictionary<Rne, Establishment> establishments = SamplePeople.Establishments.ToDictionary(establishment => establishment.Rne);
    private int binds;

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

    /// <summary>How long each answer takes; past five seconds nobody waits for it.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>Passwords that were checked by work, decoy included: equal for people who exist and people who do not.</summary>
    public int Binds => Volatile.Read(ref binds);

    public FeedFacts Kept => FeedFacts.Surname | FeedFacts.GivenName | FeedFacts.MainEstablishment | FeedFacts.Postings | FeedFacts.Numen;

    public AccountState ReadsAs(AccountState state) => state;

    /// <summary>Adds a person, or replaces what is known of them and their password.</summary>
    public void Put(Person person, string password) => Change(() => entries[person.Key] = new Entry(person, password));

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

    private static KnownPerson KnownAs(Entry entry) => KnownAs(entry.Person, entry.Main);

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

    private sealed class Entry(Person person, string password)
    {
        public Person Person { get; set; } = person;

        public string Password { get; private set; } = password;

        public HashSet<string> Used { get; } = [password];

        public Rne? Main { get; set; }

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
