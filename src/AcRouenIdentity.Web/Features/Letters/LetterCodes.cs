using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Infrastructure.Secrets;

namespace AcRouenIdentity.Web.Features.Letters;

/// <summary>Forms of what is printed on letters.</summary>
public static class LetterCodes
{
    /// <summary>Characters of the <i>code de confirmation provisoire</i>.</summary>
    public const int ConfirmationLength = 8;

    /// <summary>Characters of the provisional password, and of the code of a recovery letter.</summary>
    public const int SecretLength = 12;

    /// <summary>What a QR code carries beside the address: a fragment, which browsers keep to themselves.</summary>
    public static string Fragment(PrintedCode code, PrintedCode secret) => $"#c={code.Reveal()}&p={secret.Reveal()}";

    public static string Lookup(KeyedHash hash, PrintedCode code) => hash.Of("letter-code", code.Reveal());
}
