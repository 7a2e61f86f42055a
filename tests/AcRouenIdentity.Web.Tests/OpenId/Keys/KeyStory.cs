using System.Text.Json;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId.Keys;

/// <summary>Keys that follow one another each day, two hours after they are published; sessions, and with them what keys sign, end after twelve.</summary>
internal static class KeyStory
{
    /// <summary>By then every node has looked.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    /// <summary>By then the next key is published. The first is of a minute ago at most.</summary>
    public static readonly TimeSpan NextIsPublished = TimeSpan.FromHours(22) + TimeSpan.FromMinutes(1);

    public static (string, string?)[] Settings { get; } =
    [
        ("OpenId:Keys:SignsFor", "1.00:00:00"),
        ("OpenId:Keys:PublishedAhead", "02:00:00"),
        ("OpenId:Keys:CachedFor", "00:30:00"),
        ("SignIn:PersonalIdle", "12:00:00"),
        ("SignIn:PersonalAbsolute", "12:00:00"),
    ];

    public static Task<ProviderHost> OpenAsync(params (string, string?)[] more) => Applications.StartAsync([.. Settings, .. more]);

    /// <summary>Names of the published keys, by algorithm.</summary>
    public static async Task<IReadOnlyList<string>> PublishedAsync(this RelyingParty application, string kind) =>
    [
        .. (await application.GetJsonAsync("/.well-known/jwks")).GetProperty("keys").EnumerateArray()
            .Where(key => key.GetProperty("kty").GetString() == kind)
            .Select(key => key.GetProperty("kid").GetString()!),
    ];

    public static string KeyOf(string token) => Jwt.Header(token).GetProperty("kid").GetString()!;

    public static Task<List<SigningKey>> KeysAsync(this ProviderHost host, KeyPurpose purpose) =>
        host.AskAsync((IdentityDb db) => db.Set<SigningKey>().AsNoTracking().Where(key => key.Purpose == purpose).OrderBy(key => key.Generation).ToListAsync());

    public static async Task ReplaceAsync(this ProviderHost host, RevokedKeys revoked) =>
        (await host.AskAsync((KeyReplacement replacement) => replacement.RunAsync(new KeyOrder(KeyReplacementReason.Exercise, revoked, Administrator: null), CancellationToken.None))).Should().BeNull();

    /// <summary>Lets time pass, and a little more until the provider, which may still be starting, has looked.</summary>
    public static async Task PassAsync(this ProviderHost host, TimeSpan time, Func<Task<bool>> until)
    {
        host.Clock.Advance(time);
        await Eventually.BeTrueAsync(async () =>
        {
            if (await until())
                return true;
            host.Clock.Advance(Bound);
            return false;
        });
    }
}
