using System.Formats.Cbor;

namespace AcRouenIdentity.Web.Features.Passkeys;

/// <summary>What makes an authenticator known to its owner: its model, and the name under which that is sold.</summary>
internal static class Authenticators
{
    // WebAuthn Level 3, 6.1: hash of the domain (32), flags (1), count (4), then the AAGUID (16) where there is a key.
    private const int AaguidAt = 37;
    private const int AaguidLength = 16;

    /// <summary>AAGUIDs as their makers publish them.</summary>
    private static readonly Dictionary<Guid, string> Names = new()
    {
        [new("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4")] = "Google Password Manager",
        [new("adce0002-35bc-c60a-648b-0b25f1f05503")] = "Chrome (Mac)",
        [new("b5397666-4885-aa6b-cebf-e52262a439a2")] = "Chromium",
        [new("fbfc3007-154e-4ecc-8c0b-6e020557d7bd")] = "iCloud",
        [new("dd4ec289-e01d-41c9-bb89-70fa845d4bf2")] = "iCloud",
        [new("08987058-cadc-4b81-b6e1-30de50dcbe96")] = "Windows Hello",
        [new("9ddd1817-af5a-4672-a2b9-3e3dd95000a9")] = "Windows Hello",
        [new("6028b017-b1d4-4c02-b4b3-afcdafc96bb2")] = "Windows Hello",
        [new("53414d53-554e-4700-0000-000000000000")] = "Samsung Pass",
        [new("bada5566-a7aa-401f-bd96-45619a55120d")] = "1Password",
        [new("d548826e-79b4-db40-a3d8-11116f7e8349")] = "Bitwarden",
        [new("531126d6-e717-415c-9320-3d9aa6981239")] = "Dashlane",
        [new("fdb141b2-5d84-443e-8a35-4698c205a502")] = "KeePassXC",
        [new("50726f74-6f6e-5061-7373-50726f746f6e")] = "Proton Pass",
        [new("0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6")] = "Keeper",
        [new("cb69481e-8ff7-4039-93ec-0a2729a154a8")] = "YubiKey 5",
        [new("ee882879-721c-4913-9775-3dfcce97072a")] = "YubiKey 5",
        [new("fa2b99dc-9e39-4257-8f92-4a30d23c4118")] = "YubiKey 5 NFC",
        [new("2fc0579f-8113-47ea-b116-bb5a8db9202a")] = "YubiKey 5 NFC",
    };

    /// <returns>Null for a model that is not known, or that does not say what it is.</returns>
    public static string? NameOf(Guid aaguid) => Names.GetValueOrDefault(aaguid);

    /// <param name="attestationObject">As the authenticator gave it (WebAuthn Level 3, 6.5), checked already.</param>
    /// <returns><see cref="Guid.Empty"/> where it holds none.</returns>
    public static Guid AaguidOf(ReadOnlyMemory<byte> attestationObject)
    {
        var reader = new CborReader(attestationObject);
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            if (reader.ReadTextString() == "authData")
                return AaguidIn(reader.ReadByteString());
            reader.SkipValue();
        }

        return Guid.Empty;
    }

    private static Guid AaguidIn(ReadOnlySpan<byte> authenticatorData) =>
        authenticatorData.Length < AaguidAt + AaguidLength ? Guid.Empty : new Guid(authenticatorData.Slice(AaguidAt, AaguidLength), bigEndian: true);
}
