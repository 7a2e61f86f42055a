using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>Opens the account of somebody who has just chosen a first password: from then on they sign in.</summary>
public interface IAccountOpening
{
    /// <summary>Opened twice is opened once. Nothing of the caller's is saved by it.</summary>
    /// <exception cref="DirectoryUnavailableException">It may be open or not; it can be opened again.</exception>
    Task OpenAsync(DirectoryKey key, CancellationToken cancellationToken);
}
