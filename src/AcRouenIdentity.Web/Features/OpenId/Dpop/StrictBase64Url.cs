using System.Buffers.Text;

namespace AcRouenIdentity.Web.Features.OpenId.Dpop;

/// <summary>Base64url as RFC 7515 2 has it: no padding, no spaces, no bits that mean nothing, so that what was signed has one form.</summary>
internal static class StrictBase64Url
{
    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    /// <exception cref="FormatException">It is written otherwise.</exception>
    public static byte[] Decode(string text)
    {
        var bytes = Base64Url.DecodeFromChars(text);
        return Base64Url.EncodeToString(bytes) == text ? bytes : throw new FormatException();
    }
}
