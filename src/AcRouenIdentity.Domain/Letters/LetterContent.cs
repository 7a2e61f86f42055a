using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Letters;

/// <summary>All that one letter says, its secrets in clear: it lives in memory while the letter is printed, and nowhere else.</summary>
public sealed record LetterContent
{
    public required LetterKind Kind { get; init; }

    /// <summary>Says which letter this is to whoever holds it: for the hand-over sheet and the help desk, no secret.</summary>
    public required string Reference { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>As it stands behind the window of the envelope.</summary>
    public required PostalBlock Addressee { get; init; }

    /// <summary>Civility, given name and surname.</summary>
    public required string Name { get; init; }

    public required Login Login { get; init; }

    public required MailAddress Address { get; init; }

    /// <summary>The one before, of a change of address.</summary>
    public MailAddress? FormerAddress { get; init; }

    public Ina? Ina { get; init; }

    /// <summary><i>Code de confirmation provisoire</i>: finds the letter.</summary>
    public PrintedCode? ConfirmationCode { get; init; }

    /// <summary><i>Mot de passe provisoire</i> of a first access, letter code of a recovery.</summary>
    public PrintedCode? Secret { get; init; }

    /// <summary>What is typed by hand, without its scheme.</summary>
    public required string ShortAddress { get; init; }

    /// <summary>What the QR code leads to; secrets stand in its fragment only, which no browser sends.</summary>
    public Uri? QrAddress { get; init; }

    /// <summary>Last day on which its secrets are good.</summary>
    public DateOnly? LastDay { get; init; }

    public override string ToString() => $"{Kind} {Reference}";
}
