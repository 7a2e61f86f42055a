using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning.Packing;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>Everybody the directory and the projection know, departed people included, packed.</summary>
public sealed class KnownPeople
{
    private readonly PackWriter writer;
    private readonly List<int> delegated = [];

    public KnownPeople()
    {
        var pool = new StringPool();
        writer = new PackWriter(pool);
        Log = new PackedLog(pool);
    }

    public int Count => Log.Count;

    internal PackedLog Log { get; }

    internal KnownPerson this[int index] => Read(Log[index]);

    public void Add(KnownPerson person)
    {
        if (person.FeedKey is null)
            delegated.Add(Log.Count);

        writer.Clear();
        writer.Text(person.NameInFeeds.Value);
        writer.Text(person.Key == person.FeedKey ? null : person.Key.Value);
        writer.Number(person.FeedKey is null ? 0 : 1);
        writer.Text(person.Login?.ToString());
        writer.Text(person.Address is { } address ? address.ToString()[..^(address.Domain.Length + 1)] : null);
        writer.Shared(person.Address?.Domain);
        writer.Number((int)person.State);
        writer.Number((int?)person.ClosedFrom);
        writer.Number((int?)person.SuspendedBy);
        writer.Number((int?)person.Departure?.Reason);
        writer.Date(person.Departure?.On);
        writer.Write(person.Facts);
        Log.Add(writer.Written);
    }

    /// <summary>People whom no feed names.</summary>
    internal IEnumerable<KnownPerson> Delegated() => delegated.Select(index => this[index]);

    private static KnownPerson Read(PackReader reader)
    {
        var name = new DirectoryKey(reader.Text());
        return new KnownPerson
        {
            // Initializers run in the order they are written.
            Key = reader.TextOrNull() is { } key ? new DirectoryKey(key) : name,
            FeedKey = reader.Number() == 1 ? name : null,
            Login = reader.TextOrNull() is { } login ? Login.Parse(login) : null,
            Address = AddressOf(reader.TextOrNull(), reader.SharedOrNull()),
            State = (AccountState)reader.Number(),
            ClosedFrom = (AccountState?)reader.NumberOrNull(),
            SuspendedBy = (SuspensionOrigin?)reader.NumberOrNull(),
            Departure = DepartureOf((DepartureReason?)reader.NumberOrNull(), reader.DateOrNull()),
            Facts = reader.Facts(),
        };
    }

    private static MailAddress? AddressOf(string? localPart, string? domain) =>
        localPart is null ? null : MailAddress.Parse($"{localPart}@{domain}");

    private static Departure? DepartureOf(DepartureReason? reason, DateOnly? on) =>
        reason is { } known && on is { } date ? new Departure(known, date) : null;
}
