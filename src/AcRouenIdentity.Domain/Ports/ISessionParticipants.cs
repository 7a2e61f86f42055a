using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>
/// Whatever lives under a session and must go when it ends: its tokens, and the applications to be told (OpenID Connect Back-Channel Logout 1.0).
/// Called inside the transaction that ends the sessions; what must reach the network goes to an outbox saved with it.
/// </summary>
public interface ISessionParticipants
{
    Task DismissAsync(IReadOnlyCollection<Session> ended, CancellationToken cancellationToken);
}
