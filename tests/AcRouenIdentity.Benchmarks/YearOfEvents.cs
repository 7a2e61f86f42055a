using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Benchmarks;

/// <summary>What the trail keeps of somebody in a year: a sign-in and a sign-out in turn, a refusal now and then, a password twice.</summary>
internal static class YearOfEvents
{
    private const int Days = 365;
    private const int EventsOfADay = 6;

    public const int Count = Days * EventsOfADay;

    public static Task<int> FillAsync(ProviderHost host, string subject, CancellationToken cancellationToken) => host.AskAsync<IdentityDb, int>(db =>
    {
        var now = host.Clock.GetUtcNow();
        db.AddRange(Enumerable.Range(0, Count).Select(number => EntryOf(subject, number, now)));
        return db.SaveChangesAsync(cancellationToken);
    });

    private static AuditEntry EntryOf(string subject, int number, DateTimeOffset now) => new()
    {
        At = now.AddHours(-number * 24.0 / EventsOfADay),
        Subject = subject,
        Kind = number % (Count / 2) == 0 ? AuditKind.PasswordChanged : number % 10 == 9 ? AuditKind.SignInRefused : number % 2 == 0 ? AuditKind.SignedIn : AuditKind.SignedOut,
        Json = $$"""{"sessionId":"session-{{number}}","device":"{{DeviceKind.Shared}}","methods":"pwd","reason":"Chosen"}""",
    };
}
