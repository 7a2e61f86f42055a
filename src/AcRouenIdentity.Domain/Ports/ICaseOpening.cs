using AcRouenIdentity.Domain.HelpDesk;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>Brings somebody's trouble to the help desk.</summary>
public interface ICaseOpening
{
    /// <summary>Adds a case to what the caller saves.</summary>
    void Open(NewCase opened);
}
