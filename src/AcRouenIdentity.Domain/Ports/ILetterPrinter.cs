using AcRouenIdentity.Domain.Letters;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>Makes the PDF of letters. It keeps nothing, and writes to memory only: a printed letter holds secrets in clear.</summary>
public interface ILetterPrinter
{
    /// <summary>The letters of one school, one page each in the given order, after their hand-over sheet where there is one.</summary>
    /// <returns>A PDF/A that says its structure and its language (PDF/UA).</returns>
    byte[] Print(HandOverSheet? sheet, IReadOnlyList<LetterContent> letters);
}
