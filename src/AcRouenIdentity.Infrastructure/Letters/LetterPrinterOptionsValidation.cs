using AcRouenIdentity.Infrastructure.Letters.Fonts;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Letters;

/// <summary>Says at start which font is missing, and which package brings it.</summary>
internal sealed class LetterPrinterOptionsValidation : IValidateOptions<LetterPrinterOptions>
{
    public ValidateOptionsResult Validate(string? name, LetterPrinterOptions options)
    {
        string[] failures = [.. FontFiles.Failures(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
