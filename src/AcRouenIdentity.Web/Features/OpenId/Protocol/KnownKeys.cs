using System.Buffers.Text;
using System.Text.Json;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// The keys by which tokens of ours are read, of this very moment. A token under a key that this node never saw comes from one that was told of a replacement before: the keys are looked for then.
/// </summary>
internal sealed class KnownKeys(KeyRing ring, KeyUptake uptake, TimeProvider clock) : IOpenIddictServerHandler<ValidateTokenContext>
{
    /// <summary>Whoever makes names of keys up does not make us read the database each time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long lookedAt = long.MinValue;

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenContext>()
        .UseSingletonHandler<KnownKeys>()
        .SetOrder(OpenIddictServerHandlers.Protection.ResolveTokenValidationParameters.Descriptor.Order + 2)
        .Build();

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.ValidTokenTypes.Contains(TokenTypeIdentifiers.Private.ClientAssertion) || context.TokenValidationParameters is not { } rules)
            return;

        var id = KeyIdOf(context.Token);
        if (id is not null && ring.Find(id) is null && MayLook())
            await uptake.RunAsync(context.CancellationToken);
        rules.IssuerSigningKeys = [.. ring.Verifying];
        rules.TokenDecryptionKeys = [.. ring.Decrypting];
        if (ring.OfMail.FirstOrDefault(key => key.KeyId == id) is { } ofMail)
            MailTokenForm.ReadBy(ofMail, rules);
    }

    private static string? KeyIdOf(string token)
    {
        var end = token.IndexOf('.', StringComparison.Ordinal);
        if (end < 0)
            return null;

        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(token.AsSpan(0, end)));
            return header.RootElement.TryGetProperty("kid", out var id) ? id.GetString() : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool MayLook()
    {
        var now = clock.GetTimestamp();
        var before = Volatile.Read(ref lookedAt);
        return (before == long.MinValue || clock.GetElapsedTime(before, now) >= Pause) && Interlocked.CompareExchange(ref lookedAt, now, before) == before;
    }
}
