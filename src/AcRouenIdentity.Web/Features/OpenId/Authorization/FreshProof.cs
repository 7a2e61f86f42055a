using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Web.Features.OpenId.Consents;
using Microsoft.AspNetCore.DataProtection;
using OpenIddict.Abstractions;

namespace AcRouenIdentity.Web.Features.OpenId.Authorization;

/// <summary>
/// Remembers, in the address to return to, that this very request sent the browser to prove itself again and when. Without it prompt=login would ask for ever;
/// stripping prompt instead would let anybody at an open browser skip the proof by going straight to the address.
/// </summary>
internal sealed class FreshProof(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Parameter = "preuve";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly IDataProtector protector = protection.CreateProtector("AcRouenIdentity.OpenId.FreshProof");

    /// <summary>A ticket that is worth something with the same other parameters only.</summary>
    public string Ask(OpenIddictRequest request) =>
        protector.Protect($"{clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture)}|{Digest(request)}");

    /// <summary>Not of the request itself: one that was pushed cannot hold it.</summary>
    public static string? TicketIn(HttpRequest request) => request.HasFormContentType ? request.Form[Parameter] : request.Query[Parameter];

    /// <returns>When the request carrying a genuine ticket was sent to prove itself; null without one.</returns>
    public DateTimeOffset? AskedAt(string? ticket, OpenIddictRequest request)
    {
        if (string.IsNullOrEmpty(ticket) || Open(ticket) is not { } content)
            return null;

        var parts = content.Split('|', 2);
        var askedAt = new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero);
        return parts[1] == Digest(request) && clock.GetUtcNow() - askedAt < Lifetime ? askedAt : null;
    }

    private string? Open(string ticket)
    {
        try
        {
            return protector.Unprotect(ticket);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Digest(OpenIddictRequest request)
    {
        var parameters = request.GetParameters()
            .Where(parameter => !ConsentForm.IsOurs(parameter.Key))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Key}={string.Join(',', (ImmutableArray<string?>?)parameter.Value ?? [])}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parameters))));
    }
}
