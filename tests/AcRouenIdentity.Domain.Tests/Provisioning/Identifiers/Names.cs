using FsCheck;
using FsCheck.Fluent;

namespace AcRouenIdentity.Domain.Tests.Provisioning.Identifiers;

/// <summary>Names as feeds carry them, good and bad.</summary>
public sealed record PersonName(string? GivenName, string? Surname);

public static class Names
{
    public static readonly string[] GivenNames =
    [
        "Claire", "Paul", "Marie-Thérèse", "Jean-Noël", "Zoé", "Léa Rose", "Œdipe", "Ægir", "O", "Ö", "Anaïs", "François-Xavier", "Nguyệt Ánh", "Đức", "Łukasz", "Søren",
        "Þórdís", "İbrahim", "Ilknur Işık", "Çağla", "Νικόλαος", "Жанна", "Олександр", "Юлия", "Љиљана", "محمد", "美咲", "민준", "ANNE", "anne", "Anne\u2011Sophie", "A.-M.",
        "M'Hamed", "N’Golo", "Ma\u0308dchen", "Ｍａｒｉｅ", "\u00adSoft", "", " ", "-", "'", "Ce", "Zo\u0308\u0301e\u0323", "X Æ A-12", "Maximilien-Alexandre-Barthélemy-Christophe-Théodore",
    ];

    public static readonly string[] Surnames =
    [
        "Martin", "MARTIN", "de Pute", "Desalop", "Durand", "Le Dupond", "de La Fontaine", "d'Artagnan", "D’Ormesson", "L´Hermitte", "Ruiz y Picasso", "Nguyễn", "Đặng", "Wałęsa", "Ørsted", "Straße",
        "Cœurdacier", "Lætitia", "Müller-Lüdenscheidt", "O'Neill", "Ó Súilleabháin", "Gal·la", "Șerbănescu", "Kovač", "Παπαδόπουλος", "Щукина", "Шевченко", "Ђоковић", "الحسن", "王",
        "김", "Y", "É", "M'", "ute", "Abuse", "Postmaster", "Contact", "", "\t", "--", "2", "Dupont2", "Ba", "de Saint-Exupéry de La Rochefoucauld-Montmorency d'Aubigné-Sancerre du Plessis",
        "Rakotomalala Andriamanantena Razafindrakotohasina", "ﬁnet", "Dup\u0000ont", "Dup\nont", "\ud83d\ude00", "\ud83d", "\ufffe", "Zͫ̓aͣlgo", "Dupont (née Durand)", "Martin,Paul",
    ];

    private static Gen<string?> Any => ArbMap.Default.GeneratorFor<string>().Select(text => (string?)text);

    private static Gen<string?> GivenName => Mixed(GivenNames, "-");

    private static Gen<string?> Surname => Mixed(Surnames, " ");

    public static Arbitrary<PersonName> PersonNames() =>
        GivenName.SelectMany(given => Surname.Select(surname => new PersonName(given, surname))).ToArbitrary();

    /// <summary>One of the list, two joined, many joined, whatever a machine may produce, or nothing.</summary>
    private static Gen<string?> Mixed(string[] names, string between) => Gen.Frequency(
        (6, Gen.Elements<string?>(names)),
        (2, Gen.Elements(names).Two().Select(two => (string?)(two.Item1 + between + two.Item2))),
        (1, Gen.Elements(names).ArrayOf(12).Select(many => (string?)string.Join(between, many))),
        (2, Any),
        (1, Gen.Constant<string?>(null)));
}
