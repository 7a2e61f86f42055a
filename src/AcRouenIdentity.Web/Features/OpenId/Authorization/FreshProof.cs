using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Web.Features.OpenId.Consents;
using Microsoft.AspNetCore.DataProtection;
using OpenIddict.Abstractions;

namespace AcRouenIdentity.Web.Features.OpenId.Authorization;

/// <summary>What a request sent the browser to do.</summary>
internal enum AskedStep
{
    Proof,

    /// <summary>To give the second factor that the application cannot do without.</summary>
    NeededFactor,
}

/// <param name="At">When the request first asked for a proof.</param>
internal sealed record AskedProof(DateTimeOffset At, AskedStep Step);

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
    public string Ask(OpenIddictRequest request, AskedProof asked) =>
        protector.Protect($"{asked.At.UtcTicks.ToString(CultureInfo.InvariantCulture)}|{asked.Step}|{Digest(request)}");

    /// <summary>A proof newer than now.</summary>
    public AskedProof Now() => new(clock.GetUtcNow(), AskedStep.Proof);

    /// <summary>Not of the request itself: one that was pushed cannot hold it.</summary>
    public static string? TicketIn(HttpRequest request) => request.HasFormContentType ? request.Form[Parameter] : request.Query[Parameter];

    /// <returns>What the request carrying a genuine ticket was sent to do; null without one.</returns>
    public AskedProof? Find(string? ticket, OpenIddictRequest request)
    {
        if (string.IsNullOrEmpty(ticket) || Open(ticket) is not { } content)
            return null;

        // One of two parts is of an older version of the provider, and asks again.
        if (content.Split('|') is not [var ticks, var step, var digest] || digest != Digest(request))
            return null;

        var askedAt = new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
        return clock.GetUtcNow() - askedAt < Lifetime ? new AskedProof(askedAt, Enum.Parse<AskedStep>(step)) : null;
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
