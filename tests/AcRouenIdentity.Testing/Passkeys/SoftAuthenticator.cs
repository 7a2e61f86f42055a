using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AcRouenIdentity.Testing.Passkeys;

/// <summary>
/// An authenticator and its browser in software (WebAuthn Level 3, 6 and 7), as honest as it is told to be: it keeps one key, counts its uses, and can be made to lie about where it is.
/// </summary>
public sealed class SoftAuthenticator : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte HasKey = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SoftAuthenticator(Uri site)
    {
        Origin = site.GetLeftPart(UriPartial.Authority);
        Domain = site.Host;
    }

    /// <summary>Of the page that asks.</summary>
    public string Origin { get; set; }

    /// <summary>That the key is for.</summary>
    public string Domain { get; set; }

    /// <summary>Uses so far; set back, it is the count of a copy.</summary>
    public uint Count { get; set; }

    /// <summary>Whether its owner proves themselves to it.</summary>
    public bool VerifiesUser { get; set; } = true;

    public byte[] CredentialId { get; init; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>User handle that it was given; what it says it was given.</summary>
    public byte[] UserHandle { get; set; } = [];

    public Guid Model { get; init; } = new("fdb141b2-5d84-443e-8a35-4698c205a502");

    /// <summary>Answers to PublicKeyCredentialCreationOptionsJSON.</summary>
    public string Create(string options)
    {
        using var asked = JsonDocument.Parse(options);
        UserHandle = Base64Url.DecodeFromChars(asked.RootElement.GetProperty("user").GetProperty("id").GetString());
        var client = ClientData("webauthn.create", asked);
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["attestationObject"] = Base64Url.EncodeToString(Attestation()),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers to PublicKeyCredentialRequestOptionsJSON.</summary>
    public string Prove(string options)
    {
        using var asked = JsonDocument.Parse(options);
        Count++;
        var client = ClientData("webauthn.get", asked);
        var said = Said(withKey: []);
        byte[] signed = [.. said, .. SHA256.HashData(client)];
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(said),
            ["signature"] = Base64Url.EncodeToString(key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = Base64Url.EncodeToString(UserHandle),
        });
    }

    public void Dispose() => key.Dispose();

    private string Answer(JsonObject response) => new JsonObject
    {
        ["id"] = Base64Url.EncodeToString(CredentialId),
        ["rawId"] = Base64Url.EncodeToString(CredentialId),
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();

    private byte[] ClientData(string type, JsonDocument asked) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = type,
        ["challenge"] = asked.RootElement.GetProperty("challenge").GetString(),
        ["origin"] = Origin,
        ["crossOrigin"] = false,
    }.ToJsonString());

    private byte[] Attestation()
    {
        var cbor = new CborWriter();
        cbor.WriteStartMap(3);
        cbor.WriteTextString("fmt");
        cbor.WriteTextString("none");
        cbor.WriteTextString("attStmt");
        cbor.WriteStartMap(0);
        cbor.WriteEndMap();
        cbor.WriteTextString("authData");
        cbor.WriteByteString(Said(KeyData()));
        cbor.WriteEndMap();
        return cbor.Encode();
    }

    /// <summary>Authenticator data (6.1).</summary>
    private byte[] Said(byte[] withKey)
    {
        var flags = (byte)(UserPresent | (VerifiesUser ? UserVerified : 0) | (withKey.Length > 0 ? HasKey : 0));
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), flags, .. count, .. withKey];
    }

    /// <summary>Attested credential data (6.5.2).</summary>
    private byte[] KeyData()
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)CredentialId.Length);
        return [.. Model.ToByteArray(bigEndian: true), .. length, .. CredentialId, .. CoseKey()];
    }

    /// <summary>ES256 (RFC 9053).</summary>
    private byte[] CoseKey()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var cbor = new CborWriter();
        cbor.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            cbor.WriteInt32(label);
            cbor.WriteInt32(value);
        }

        cbor.WriteInt32(-2);
        cbor.WriteByteString(point.X!);
        cbor.WriteInt32(-3);
        cbor.WriteByteString(point.Y!);
        cbor.WriteEndMap();
        return cbor.Encode();
    }
}
