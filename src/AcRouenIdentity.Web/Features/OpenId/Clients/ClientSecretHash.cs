using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>
/// What is kept of secrets in OpenIddict's store: the hash, and while another one is being brought in, the hash of the former with the instant until which it counts. All nodes read it there, at each use.
/// </summary>
internal static class ClientSecretHash
{
    private const string Mark = "sha256:";
    private const char Between = ' ';

    /// <summary>Of a client that is known by its certificate, where OpenIddict insists on a secret: what no secret hashes to.</summary>
    public const string OfNone = $"{Mark}none";

    public static string Of(string secret) => Mark + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <returns>Null for a client that has no secret.</returns>
    public static string? KeptOf(RegisteredClient client) => client switch
    {
        { Secret: null } => null,
        { FormerSecret: { } former, FormerUntil: { } until } => string.Join(Between, client.Secret, until.UtcTicks.ToString(CultureInfo.InvariantCulture), former),
        _ => client.Secret,
    };

    /// <summary>It begins as no secret of ours does; a secret of the configuration that did so would open nothing.</summary>
    public static bool IsKept(string text) => text.StartsWith(Mark, StringComparison.Ordinal);

    public static bool Matches(string secret, string kept, DateTimeOffset now)
    {
        var hash = Of(secret);
        return kept.Split(Between) switch
        {
            [var current] => AreEqual(hash, current),
            [var current, var until, var former] => AreEqual(hash, current) || (IsBefore(now, until) && AreEqual(hash, former)),
            _ => false,
        };
    }

    private static bool IsBefore(DateTimeOffset now, string until) => long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && now.UtcTicks < ticks;

    private static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}
