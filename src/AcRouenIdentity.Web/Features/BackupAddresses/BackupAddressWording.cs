using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>Says why no code left, and why a code was not taken.</summary>
public sealed class BackupAddressWording(IStringLocalizer<BackupAddressesTexts> texts)
{
    /// <param name="typed">As the address was typed.</param>
    /// <returns>Null where the code left.</returns>
    public string? RefusalOf(CodeSending sending, string? typed) => sending switch
    {
        CodeSending.Sent => null,
        CodeSending.OwnDomain own => texts["AddressIsOurs", own.Domain],
        CodeSending.AlreadyTheirs => texts["AddressKnown"],
        CodeSending.Full full => Full(full.Most),
        CodeSending.TooMany many => texts["TooManyCodes", Duration.InWords(many.Wait, texts)],
        CodeSending.Gone => Gone,
        _ => texts[string.IsNullOrWhiteSpace(typed) ? "AddressMissing" : "AddressWrong"],
    };

    /// <param name="most">Addresses that a person may have.</param>
    /// <returns>Null where the code was right.</returns>
    public string? RefusalOf(CodeVerdict verdict, int most) => verdict switch
    {
        CodeVerdict.Serves or CodeVerdict.Waits => null,
        CodeVerdict.Missing => texts["CodeMissing"],
        CodeVerdict.Wrong => texts["CodeWrong"],
        CodeVerdict.NoneGood => texts["CodeTooOld"],
        CodeVerdict.Full => Full(most),
    };

    public string Gone => texts["AddressGone"];

    public string Full(int most) => texts["AddressesFull", most];
}
