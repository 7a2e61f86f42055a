using System.Globalization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Ldap;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>People and establishments to what their entries hold: the other way round from <see cref="PersonReader"/>.</summary>
internal sealed class PersonWriter(DirectoryOptions options, PersonReader reader)
{
    private readonly PeopleVocabulary people = reader.People;
    private readonly StructureVocabulary structures = reader.Structures;

    /// <summary>What never changes, and what is said once.</summary>
    public IEnumerable<WantedValues> First(KnownPerson person) =>
    [
        WantedValues.Of(DirectoryAttribute.Parse(options.People.NamingAttribute), person.Login?.ToString()),
        WantedValues.Of(people.Login, person.Login?.ToString()),
        WantedValues.Of(people.Key, person.Key.Value),
        WantedValues.Of(people.Mailbox, options.People.MailboxReceives),
        .. Names(person.Facts),
    ];

    /// <summary>As displayed: said when an entry is added, and again when the person is called otherwise.</summary>
    public IEnumerable<WantedValues> Names(PersonFacts facts)
    {
        var name = $"{facts.GivenName} {facts.Surname}".Trim();
        return [WantedValues.Of(DirectoryAttribute.Parse("cn"), name), WantedValues.Of(people.DisplayName, name)];
    }

    /// <summary>What feeds and officers change.</summary>
    /// <param name="entry">What is there already, or null for a newcomer: an address is given once, and a type that somebody gave by hand stays.</param>
    public IEnumerable<WantedValues> Facts(KnownPerson person, EstablishmentPlaces places, LdapEntry? entry)
    {
        var facts = person.Facts;
        return
        [
            WantedValues.Of(people.Address, FindText(people.Address, entry) ?? person.Address?.ToString()),
            WantedValues.Of(people.Surname, facts.Surname),
            WantedValues.Of(people.GivenName, facts.GivenName),
            WantedValues.Of(people.BirthName, facts.BirthName),
            WantedValues.Of(people.BirthDate, facts.BirthDate?.ToString(options.People.BirthDateForm, CultureInfo.InvariantCulture), text => reader.FindDate(text)),
            Numen(facts.Numen),
            WantedValues.Of(people.UserType, UserTypes.Of(facts, FindText(people.UserType, entry))),
            WantedValues.Of(people.State, StateValue(person.State), text => reader.FindState(text)),
            WantedValues.All(people.Postings, [.. facts.Postings.Select(posting => PostingValue(posting, places)).Distinct()], text => ReadPosting(text, places)),
            WantedValues.Of(people.MainEstablishment, MainValue(facts.MainEstablishment, places), text => places.Find(text)),
        ];
    }

    /// <summary>Where there is to be none, what stands in its attribute and is no NUMEN stays.</summary>
    public WantedValues Numen(Numen? numen) => WantedValues.Of(people.Numen, numen?.Reveal(), text => Domain.People.Numen.TryParse(text, out var read) ? read : null);

    public WantedValues Mailbox(MailboxState state) =>
        WantedValues.Of(people.Mailbox, state == MailboxState.Receives ? options.People.MailboxReceives : options.People.MailboxClosed);

    public IEnumerable<WantedValues> First(FeedEstablishment establishment) =>
    [
        WantedValues.Of(structures.Uai, establishment.Described.Rne.ToString()),
        WantedValues.Of(structures.Key, establishment.Structure.Value),
        WantedValues.Of(DirectoryAttribute.Parse("ou"), establishment.Described.Name),
    ];

    public IEnumerable<WantedValues> Facts(Establishment establishment) =>
    [
        WantedValues.Of(structures.Name, establishment.Name),
        WantedValues.Of(structures.Type, TypeValue(establishment.TypeCode), reader.ShortType),
        WantedValues.Of(structures.Nature, establishment.NatureCode),
        WantedValues.Of(structures.Sector, establishment.Sector),
        WantedValues.Of(structures.Town, establishment.Town),
        WantedValues.Of(structures.Phone, establishment.Phone),
    ];

    /// <summary>The value that closes an account, where a directory knows fewer states than we do.</summary>
    private string? StateValue(AccountState state) => ValueOf(state) ?? ValueOf(AccountState.Departed);

    private string? ValueOf(AccountState state) => options.People.States.FirstOrDefault(pair => pair.Value == state).Key;

    private string TypeValue(string type) => options.Structures.Types.FirstOrDefault(pair => pair.Value == type).Key ?? type;

    private static string? FindText(DirectoryAttribute attribute, LdapEntry? entry) => entry is null ? null : attribute.FindText(entry);

    private PostingText? ReadPosting(string text, EstablishmentPlaces places) =>
        PostingText.TryParse(text, options.People.PostingForm) is { } posting
            ? posting with { Establishment = places.Find(posting.Establishment)?.ToString() ?? posting.Establishment }
            : null;

    private string PostingValue(Posting posting, EstablishmentPlaces places)
    {
        var discipline = posting.DisciplineCode;
        return options.People.PostingForm switch
        {
            PostingForm.Dollars => string.Join('$', places.NameInPostings(posting.Rne), posting.FunctionCode, posting.FunctionLabel, discipline ?? "-", posting.DisciplineLabel ?? "SANS OBJET"),
            PostingForm.SupannProfile => $"[etab={{UAI}}{posting.Rne}][affil=employee][population={{ACROUEN}}{posting.FunctionCode}]{(discipline is null ? "" : $"[activite={{ACROUEN}}{discipline}]")}",
        };
    }

    private string? MainValue(Rne? main, EstablishmentPlaces places) => main is not { } rne ? null : options.People.MainEstablishmentForm switch
    {
        EstablishmentNameForm.Uai => rne.ToString(),
        EstablishmentNameForm.Key => places.NameInPostings(rne),
        EstablishmentNameForm.Dn => places.FindDn(rne)?.ToString(),
    };
}

/// <summary>Where establishments stand in the directory, and what entries of people call them.</summary>
internal sealed class EstablishmentPlaces
{
    private readonly Dictionary<Rne, (LdapDn Dn, string Name)> places = [];
    private readonly EstablishmentNames names;

    public EstablishmentPlaces(IReadOnlyList<LdapEntry> structures, StructureVocabulary vocabulary)
    {
        names = new EstablishmentNames(structures, vocabulary);
        foreach (var entry in structures)
        {
            if (Rne.TryParse(vocabulary.Uai.FindText(entry), out var rne))
                places[rne] = (entry.Dn, vocabulary.Key.FindText(entry) is { } key ? vocabulary.NamesFor(key).Last() : rne.ToString());
        }
    }

    private EstablishmentPlaces() => names = EstablishmentNames.None;

    /// <summary>Where entries of people call establishments by their UAI.</summary>
    public static EstablishmentPlaces None { get; } = new();

    /// <summary>The establishment that an entry calls so.</summary>
    public Rne? Find(string name) => names.Find(name);

    public LdapDn? FindDn(Rne rne) => places.TryGetValue(rne, out var place) ? place.Dn : null;

    /// <summary>The key of its structure without its source; its UAI where it has none.</summary>
    public string NameInPostings(Rne rne) => places.TryGetValue(rne, out var place) ? place.Name : rne.ToString();
}
