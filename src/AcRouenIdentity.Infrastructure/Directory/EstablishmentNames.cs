using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Ldap;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>By whatever name a person's entry calls an establishment: its UAI, the key of its structure, or its distinguished name.</summary>
internal sealed class EstablishmentNames
{
    private readonly Dictionary<string, Rne> rnes = new(StringComparer.OrdinalIgnoreCase);

    private EstablishmentNames()
    {
    }

    public EstablishmentNames(IEnumerable<LdapEntry> structures, StructureVocabulary vocabulary, IReadOnlyCollection<string> names)
    {
        foreach (var entry in structures)
        {
            if (Rne.TryParse(vocabulary.Uai.FindText(entry), out var rne))
                Learn(entry, rne, vocabulary, names);
        }
    }

    /// <summary>Knows these by every name they have.</summary>
    public EstablishmentNames(IEnumerable<LdapEntry> structures, StructureVocabulary vocabulary)
    {
        foreach (var entry in structures)
        {
            if (Rne.TryParse(vocabulary.Uai.FindText(entry), out var rne))
                Learn(entry, rne, vocabulary);
        }
    }

    /// <summary>Knows a UAI when it sees one, and nothing else.</summary>
    public static EstablishmentNames None { get; } = new();

    public Rne? Find(string name)
    {
        if (Rne.TryParse(name, out var itself))
            return itself;

        return rnes.TryGetValue(name, out var rne) ? rne : null;
    }

    private void Learn(LdapEntry entry, Rne rne, StructureVocabulary vocabulary)
    {
        rnes[entry.Dn.ToString()] = rne;
        foreach (var name in vocabulary.Key.Texts(entry).SelectMany(vocabulary.NamesFor))
            rnes[name] = rne;
    }

    private void Learn(LdapEntry entry, Rne rne, StructureVocabulary vocabulary, IReadOnlyCollection<string> names)
    {
        rnes[entry.Dn.ToString()] = rne;
        var keys = vocabulary.Key.Texts(entry);
        foreach (var name in names.Where(name => vocabulary.Spellings(name).Intersect(keys, StringComparer.OrdinalIgnoreCase).Any()))
            rnes[name] = rne;
    }
}
