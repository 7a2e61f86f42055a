using System.Globalization;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Web.Features.Shared.Addresses;

namespace AcRouenIdentity.Web.Features.Letters;

/// <summary>Addresses that letters print, and of the pages about them. <c>~</c> stands for the path of the public address.</summary>
public static class LetterPaths
{
    /// <summary>Short, since it is typed by hand.</summary>
    public const string FirstAccess = "/activer";

    /// <summary>What a letter of that kind tells its reader to open.</summary>
    public static string LeadsTo(LetterKind kind) => kind switch
    {
        LetterKind.FirstAccess => FirstAccess,
        LetterKind.Recovery => RecoveryPaths.Choice,
        LetterKind.InaRenewal => "/connexion",
        LetterKind.AddressChange => "/aide",
    };

    public const string Batches = "/courriers";

    public const string HandOver = "/courriers/remise";

    public const string FollowUp = "/courriers/suivi";

    /// <summary>Those who have not opened their account: of a school, by the age of their letter, or all.</summary>
    public static string Waiting(string? establishment, LetterAge? age) =>
        $"~{FollowUp}/personnes?{(establishment is null ? "" : $"uai={establishment}&")}{(age is null ? "" : $"anciennete={age}")}".TrimEnd('&', '?');

    /// <summary>Of a PDF: batch, part and school; no name of a person, no code.</summary>
    public static string FileOf(int batch, int part, string? establishment) => string.Create(CultureInfo.InvariantCulture, $"courriers-{batch}-{part:D3}-{establishment ?? "domicile"}.pdf");

    public static string Batch(int number) => $"~{Batches}/{number}";
}
