using System.Globalization;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Feeds;

namespace AcRouenIdentity.Testing.Letters;

/// <summary>Letters to people who do not exist, always the same for the same number.</summary>
public static class FictionalLetters
{
    public static readonly DateOnly Day = new(2026, 9, 1);

    private const string Site = "identite.ac-rouen.fr";

    public static LetterContent Make(int number, LetterKind kind = LetterKind.FirstAccess)
    {
        var (given, surname) = (FictionalNames.Women[number % FictionalNames.Women.Length], FictionalNames.Surnames[number * 7 % FictionalNames.Surnames.Length]);
        var (confirmation, secret) = (Code(number, 8), Code(number + 1, 12));
        return new LetterContent
        {
            Kind = kind,
            Reference = string.Create(CultureInfo.InvariantCulture, $"L-{number:D8}"),
            Date = Day,
            Addressee = PostalBlock.Of([$"Mme {given} {surname}", "COLLEGE Jacques Tati"], ["12 rue de l'Église", "76520 Franqueville-Saint-Pierre"]),
            Name = $"Madame {given} {surname}",
            Login = Login.Parse($"agent{number}"),
            Address = MailAddress.Parse($"agent.numero{number}@ac-rouen.fr"),
            FormerAddress = kind == LetterKind.AddressChange ? MailAddress.Parse($"ancien.numero{number}@ac-rouen.fr") : null,
            Ina = Ina.Of(Bytes(number + 2, Ina.RandomBytes)),
            ConfirmationCode = kind == LetterKind.FirstAccess ? confirmation : null,
            Secret = kind is LetterKind.FirstAccess or LetterKind.Recovery ? secret : null,
            ShortAddress = $"{Site}{PathOf(kind)}",
            QrAddress = kind switch
            {
                LetterKind.FirstAccess => new Uri($"https://{Site}{PathOf(kind)}#code={confirmation.Reveal()}&motdepasse={secret.Reveal()}"),
                LetterKind.Recovery => new Uri($"https://{Site}{PathOf(kind)}"),
                LetterKind.InaRenewal or LetterKind.AddressChange => null,
            },
            LastDay = Day.AddDays(60),
        };
    }

    public static HandOverSheet Sheet(IReadOnlyList<LetterContent> letters) => new(
        new EstablishmentLabel("0769001W", "COLLEGE Jacques Tati", "FRANQUEVILLE ST PIERRE"), Batch: 12, Day,
        [.. letters.Select((letter, at) => new HandOverLine(letter.Reference, letter.Name["Madame ".Length..], at % 3 == 0 ? "Conseillère principale d’éducation" : "Enseignement", letter.Kind))]);

    private static string PathOf(LetterKind kind) => kind == LetterKind.Recovery ? "/mot-de-passe-oublie" : "/acces";

    private static PrintedCode Code(int number, int length) => PrintedCode.Of(Bytes(number, PrintedCode.RandomBytes(length)), length);

    private static byte[] Bytes(int seed, int count) => System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(seed))[..count];
}
