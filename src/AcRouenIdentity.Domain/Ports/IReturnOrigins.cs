namespace AcRouenIdentity.Domain.Ports;

/// <summary>
/// Where a sign-in may end. Browsers apply <c>form-action</c> (Content Security Policy) to every redirect that follows a form, so the sign-in page
/// must allow the address of the application that waits behind it.
/// </summary>
public interface IReturnOrigins
{
    /// <summary>CSP sources (<c>https://mail.example.fr</c>, <c>http://127.0.0.1:*</c>, <c>org.example.app:</c>) of the application named in that local address; empty when it names none.</summary>
    IReadOnlyCollection<string> Find(string? localReturnPath);
}
