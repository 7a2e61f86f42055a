namespace AcRouenIdentity.Domain.Ports;

/// <summary>The applications that act for people: what they are called, what they may know, and how a person takes that away.</summary>
public interface IApplicationAccess
{
    /// <summary>As people know it, in quotes and with a warning where nobody vouches for it; its identifier where it is no longer configured.</summary>
    string NameOf(string clientId);

    /// <summary>Scopes that it may be given; none where it is no longer configured.</summary>
    IReadOnlyList<string> ScopesOf(string clientId);

    /// <summary>Ends every token that an application holds of a person, tells the application, and records it.</summary>
    /// <returns>False where it holds none.</returns>
    Task<bool> WithdrawAsync(string subject, string clientId, CancellationToken cancellationToken);
}
