using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Infrastructure.Letters;

/// <summary>Letters of nobody, with long names, on which templates are tried at start.</summary>
internal static class SampleLetters
{
    private const string Name = "Mme Marie-Antoinette-Joséphine de La Rochefoucauld-Montmorency";
    private static readonly DateOnly Day = new(2026, 9, 23);

    public static HandOverSheet Sheet => new(
        new EstablishmentLabel("0769999X", "LYCEE GENERAL ET TECHNOLOGIQUE Gustave Flaubert", "ROUEN"), 1, Day, [new HandOverLine("L-00000001", Name, "Enseignement", LetterKind.FirstAccess)]);

    public static LetterContent First => Longest(LetterKind.FirstAccess) with { Name = "Mme Anne Roux", Login = Login.Parse("aroux1"), Address = MailAddress.Parse("anne.roux@ac-rouen.fr") };

    public static LetterContent Longest(LetterKind kind) => new()
    {
        Kind = kind,
        Reference = "L-00000001",
        Date = Day,
        Addressee = PostalBlock.Of([Name], ["RUE", "76000 ROUEN"]),
        Name = Name,
        Login = Login.Parse("mdelarochefoucauldmontmorency12"),
        Address = MailAddress.Parse("marie-antoinette-josephine.de-la-rochefoucauld12@ac-rouen.fr"),
        FormerAddress = MailAddress.Parse("marie-antoinette-josephine.de-la-rochefoucauld11@ac-rouen.fr"),
        Ina = Ina.Of(new byte[Ina.RandomBytes]),
        ConfirmationCode = kind == LetterKind.FirstAccess ? Code(8) : null,
        Secret = kind is LetterKind.FirstAccess or LetterKind.Recovery ? Code(12) : null,
        ShortAddress = "identite.ac-rouen.fr/premier-acces",
        QrAddress = new Uri("https://identite.ac-rouen.fr/premier-acces#code=00000000&motdepasse=000000000000"),
        LastDay = Day.AddDays(60),
    };

    private static PrintedCode Code(int length) => PrintedCode.Of(new byte[PrintedCode.RandomBytes(length)], length);
}
