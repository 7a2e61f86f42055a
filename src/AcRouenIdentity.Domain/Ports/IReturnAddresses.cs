namespace AcRouenIdentity.Domain.Ports;

/// <summary>
/// Where a sign-in may end outside the provider. Browsers apply <c>form-action</c> (Content Security Policy) to every redirect that follows a form, so the
/// sign-in page must allow the address of the application that waits behind it.
/// </summary>
public interface IReturnAddresses
{
    /// <returns>The address of the application whose request stands in that local path; null when there is none, or the address is not registered for it.</returns>
    Uri? Find(string? localReturnPath);
}
