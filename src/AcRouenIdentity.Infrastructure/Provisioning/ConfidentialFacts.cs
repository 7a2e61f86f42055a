using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Infrastructure.Provisioning;

/// <summary>
/// NUMEN, birth name, birth date and postal address at rest: AES-256-GCM (NIST SP 800-38D) under a key of their own, which Data Protection encrypts, and bound to the person,
/// so that what stands in one row cannot be read as another one's. A feed is compared with everybody's: Data Protection itself, which derives two keys for each text, took a
/// tenth of the CPU of a preview to open them. What earlier versions wrote with it is still read, and is written anew with the person's next change.
/// </summary>
public sealed partial class ConfidentialFacts(IDataProtectionProvider protection, ISecretGenerator secrets)
{
    private const string Purpose = "AcRouenIdentity.People.ConfidentialFacts";
    private const string Mark = "g1.";

    private readonly IDataProtector earlier = protection.CreateProtector(Purpose);
    private readonly KeptKey kept = new(protection, "confidential-facts", $"{Purpose}.Key");
    private byte[]? key;

    private static int NonceSize => AesGcm.NonceByteSizes.MaxSize;

    private static int TagSize => AesGcm.TagByteSizes.MaxSize;

    /// <summary>Nonce and tag, before the text itself.</summary>
    private static int HeadSize => NonceSize + TagSize;

    /// <summary>Reads the key, or makes it. To be awaited once, before the host answers.</summary>
    public async Task PrepareAsync(IdentityDb db, CancellationToken cancellationToken) => key = await kept.GetOrMakeAsync(db, secrets, cancellationToken);

    /// <summary>Reads the key if there is one, for who reads only.</summary>
    public async Task PrepareToReadAsync(IdentityDb db, CancellationToken cancellationToken) => key = await kept.FindAsync(db, cancellationToken);

    /// <param name="owner">Whose facts they are; only with this key are they read again.</param>
    public string Protect(string owner, PersonFacts facts)
    {
        var content = new Content(facts.Numen?.Reveal(), facts.BirthName, facts.BirthDate, facts.PostalAddress);
        var clear = JsonSerializer.SerializeToUtf8Bytes(content, ContentFormat.Default.Content);
        byte[] box = [.. secrets.Bytes(NonceSize), .. new byte[TagSize + clear.Length]];
        using var aes = Cipher();
        aes.Encrypt(box.AsSpan(..NonceSize), clear, box.AsSpan(HeadSize..), box.AsSpan(NonceSize..HeadSize), BoundTo(owner));
        return $"{Mark}{Base64Url.EncodeToString(box)}";
    }

    /// <summary>The facts, with those that were protected.</summary>
    /// <exception cref="CryptographicException">They are another person's, or were tampered with.</exception>
    public PersonFacts Unprotect(string owner, string text, PersonFacts facts)
    {
        var content = text.StartsWith(Mark, StringComparison.Ordinal)
            ? JsonSerializer.Deserialize(Open(owner, text.AsSpan(Mark.Length)), ContentFormat.Default.Content)!
            : JsonSerializer.Deserialize(earlier.Unprotect(text), ContentFormat.Default.Content)!;
        return facts with
        {
            Numen = content.Numen is { } numen ? Numen.Parse(numen) : null,
            BirthName = content.BirthName,
            BirthDate = content.BirthDate,
            PostalAddress = content.PostalAddress,
        };
    }

    private static byte[] BoundTo(string owner) => Encoding.UTF8.GetBytes($"{Purpose}\0{owner}");

    /// <summary>One for each text, as they are not made for two threads.</summary>
    private AesGcm Cipher() => new(key ?? throw new InvalidOperationException("Confidential facts were used before their key was read."), TagSize);

    private byte[] Open(string owner, ReadOnlySpan<char> text)
    {
        var box = Base64Url.DecodeFromChars(text);
        if (box.Length < HeadSize)
            throw new CryptographicException("Confidential facts are cut short.");

        var clear = new byte[box.Length - HeadSize];
        using var aes = Cipher();
        aes.Decrypt(box.AsSpan(..NonceSize), box.AsSpan(HeadSize..), box.AsSpan(NonceSize..HeadSize), clear, BoundTo(owner));
        return clear;
    }

    private sealed record Content(string? Numen, string? BirthName, DateOnly? BirthDate, string? PostalAddress);

    [JsonSerializable(typeof(Content))]
    private sealed partial class ContentFormat : JsonSerializerContext;
}
