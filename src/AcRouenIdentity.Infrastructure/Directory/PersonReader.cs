using System.Globalization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Ldap;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>Entries to people and establishments. What an entry says badly is left out and logged by its place, never by its value.</summary>
internal sealed class PersonReader(DirectoryOptions options, ILogger<LdapDirectory> logger)
{
    private readonly DirectoryGroups groups = new(options.GroupsBase);
    private readonly string[] dateForms = [options.People.BirthDateForm, "yyyy-MM-dd", "yyyyMMdd", "dd/MM/yyyy"];

    public PeopleVocabulary People { get; } = new(options);

    public StructureVocabulary Structures { get; } = new(options.Structures);

    /// <summary>The person, or null when the entry has no key, no login or no name that makes sense.</summary>
    public Person? TryRead(LdapEntry entry, EstablishmentNames establishments)
    {
        var key = FindKey(entry);
        var surname = People.Surname.FindText(entry);
        if (key is null || surname is null || !Login.TryParse(People.Login.FindText(entry), out var login))
        {
            logger.EntryIsNobody(entry.Dn.ToString());
            return null;
        }

        var givenName = People.GivenName.FindText(entry) ?? "";
        return new Person
        {
            Key = new DirectoryKey(key),
            Login = login,
            Numen = Numen.TryParse(People.Numen.FindText(entry), out var numen) ? numen : null,
            DisplayName = People.DisplayName.FindText(entry) ?? $"{givenName} {surname}".Trim(),
            GivenName = givenName,
            Surname = surname,
            Address = MailAddress.TryParse(People.Address.FindText(entry), out var address) ? address : null,
            Language = People.Language.FindText(entry),
            Title = People.Title.FindText(entry),
            UserType = People.UserType.FindText(entry),
            State = ReadState(entry),
            Postings = ReadPostings(entry, establishments, ReadMain(entry, establishments)),
            Groups = groups.Read(People.Groups.Texts(entry)),
        };
    }

    /// <summary>The person as planning knows them, or null when the entry has no key. A key without source is an internal one, of somebody whom no feed names.</summary>
    public KnownPerson? TryReadKnown(LdapEntry entry, EstablishmentNames establishments)
    {
        if (FindKey(entry) is not { } key)
        {
            logger.EntryIsNobody(entry.Dn.ToString());
            return null;
        }

        var state = ReadState(entry);
        return new KnownPerson
        {
            Key = new DirectoryKey(key),
            FeedKey = key.Contains('$', StringComparison.Ordinal) ? new DirectoryKey(key) : null,
            Login = Login.TryParse(People.Login.FindText(entry), out var login) ? login : null,
            Address = MailAddress.TryParse(People.Address.FindText(entry), out var address) ? address : null,
            State = state,
            SuspendedBy = state == AccountState.Suspended ? SuspensionOrigin.Rectorat : null,
            Facts = ReadFacts(entry, establishments),
        };
    }

    public Establishment? TryReadEstablishment(LdapEntry entry)
    {
        if (!Rne.TryParse(Structures.Uai.FindText(entry), out var rne) || Structures.Name.FindText(entry) is not { } name)
        {
            logger.EntryIsNoEstablishment(entry.Dn.ToString());
            return null;
        }

        var type = ShortType(Structures.Type.FindText(entry) ?? "");
        var nature = Structures.Nature.FindText(entry) ?? options.Structures.Natures.FirstOrDefault(pair => Same(pair.Key, type)).Value ?? "";
        return new Establishment(rne, name, type, nature, Structures.Sector.FindText(entry) ?? "", Structures.Town.FindText(entry)) { Phone = Structures.Phone.FindText(entry) };
    }

    /// <summary>A date in the form that the directory is configured to be written in, or in one of the usual ones.</summary>
    public DateOnly? FindDate(string? text) =>
        DateOnly.TryParseExact(text, dateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>The state that a value means, or null when the configuration does not know it.</summary>
    public AccountState? FindState(string text)
    {
        foreach (var (value, state) in options.People.States)
        {
            if (Same(value, text))
                return state;
        }

        return null;
    }

    /// <summary>LYC, CLG... for what the directory writes; other types as they are.</summary>
    public string ShortType(string type) => options.Structures.Types.FirstOrDefault(pair => Same(pair.Key, type)).Value ?? type;

    /// <summary>What the entry calls its establishments by another name than their UAI, to be looked up.</summary>
    public IEnumerable<string> UnresolvedNames(LdapEntry entry)
    {
        var postings = ReadPostingTexts(entry).Select(posting => posting.Establishment);
        var main = People.MainEstablishment.Texts(entry).Where(name => !LdapDn.TryParse(name, out _));
        return Structures.Key.Exists ? postings.Concat(main).Where(name => !Rne.TryParse(name, out _)).Distinct(StringComparer.OrdinalIgnoreCase) : [];
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private string? FindKey(LdapEntry entry)
    {
        var keys = People.Key.Texts(entry);
        var preferred = keys.Where(key => key.StartsWith(options.People.KeySource, StringComparison.OrdinalIgnoreCase));
        return preferred.Concat(keys).FirstOrDefault();
    }

    private AccountState ReadState(LdapEntry entry)
    {
        if (People.State.FindText(entry) is not { } text)
            return options.People.StateOtherwise;

        if (FindState(text) is { } state)
            return state;

        logger.StateUnknown(entry.Dn.ToString(), options.People.StateOtherwise);
        return options.People.StateOtherwise;
    }

    private PersonFacts ReadFacts(LdapEntry entry, EstablishmentNames establishments)
    {
        var main = ReadMain(entry, establishments);
        var postings = ReadPostings(entry, establishments, main);
        return new PersonFacts
        {
            Surname = People.Surname.FindText(entry) ?? "",
            GivenName = People.GivenName.FindText(entry) ?? "",
            BirthName = People.BirthName.FindText(entry),
            BirthDate = FindDate(People.BirthDate.FindText(entry)),
            Numen = Numen.TryParse(People.Numen.FindText(entry), out var numen) ? numen : null,
            MainEstablishment = main ?? (postings is [var first, ..] ? first.Rne : null),
            Postings = postings,
        };
    }

    private Rne? ReadMain(LdapEntry entry, EstablishmentNames establishments) =>
        People.MainEstablishment.Texts(entry).Select(establishments.Find).FirstOrDefault(rne => rne is not null);

    private List<Posting> ReadPostings(LdapEntry entry, EstablishmentNames establishments, Rne? main) =>
    [
        .. ReadPostingTexts(entry)
            .Select(posting => establishments.Find(posting.Establishment) is { } rne ? posting.At(rne) : Unresolved(entry, posting))
            .OfType<Posting>()
            .OrderByDescending(posting => posting.Rne == main),
    ];

    private IEnumerable<PostingText> ReadPostingTexts(LdapEntry entry) =>
        People.Postings.Texts(entry).Select(text => PostingText.TryParse(text, options.People.PostingForm)).OfType<PostingText>();

    private Posting? Unresolved(LdapEntry entry, PostingText posting)
    {
        logger.EstablishmentUnknown(entry.Dn.ToString(), posting.Establishment);
        return null;
    }
}
