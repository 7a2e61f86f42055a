using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
namespace AcRouenIdentity.Testing.Hosts;
public sealed class TempParticipants : ISessionParticipants { public Task DismissAsync(IReadOnlyCollection<Session> ended, CancellationToken cancellationToken) => Task.CompletedTask; }
