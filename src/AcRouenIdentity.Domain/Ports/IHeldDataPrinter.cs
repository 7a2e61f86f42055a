using AcRouenIdentity.Domain.PersonalData;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>Makes the PDF of what is held of a person. It keeps nothing, and writes to memory only.</summary>
public interface IHeldDataPrinter
{
    /// <returns>A PDF/A that says its structure and its language (PDF/UA).</returns>
    byte[] Print(HeldDocument document);
}
