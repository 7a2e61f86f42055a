using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.MutualTls;

/// <summary>What a certificate says of whom it is for. Names are compared to the letter, hosts in whatever case; a wildcard stands for itself.</summary>
internal static class CertificateNames
{
    private const string AlternativeNames = "2.5.29.17";

    public static bool Says(this X509Certificate2 certificate, CertificateName name) => name.Kind switch
    {
        CertificateNameKind.SubjectDn => SubjectName.Read(name.Value) is { } expected && SubjectOf(certificate) is { } subject && expected.SequenceEqual(subject),
        CertificateNameKind.SanEmail => Others(certificate, 1).Any(other => Text(other) == name.Value),
        CertificateNameKind.SanDns => Others(certificate, 2).Any(other => Text(other).Equals(name.Value, StringComparison.OrdinalIgnoreCase)),
        CertificateNameKind.SanUri => Others(certificate, 6).Any(other => Text(other) == name.Value),
        CertificateNameKind.SanIp => IPAddress.TryParse(name.Value, out var address) && Others(certificate, 7).Any(other => other.AsSpan().SequenceEqual(address.GetAddressBytes())),
    };

    /// <returns>As RFC 4514 orders it, the last first; null where a part says several things.</returns>
    private static IReadOnlyList<(string Type, string Value)>? SubjectOf(X509Certificate2 certificate)
    {
        var parts = certificate.SubjectName.EnumerateRelativeDistinguishedNames().ToList();
        return parts.Exists(part => part.HasMultipleElements) ? null : [.. parts.Select(part => (part.GetSingleElementType().Value ?? "", part.GetSingleElementValue() ?? ""))];
    }

    /// <param name="kind">Its number in <c>GeneralName</c> (RFC 5280 4.2.1.6).</param>
    private static List<byte[]> Others(X509Certificate2 certificate, int kind)
    {
        var found = new List<byte[]>();
        try
        {
            // A certificate that had the extension twice would say what it likes to each reader.
            if (certificate.Extensions.Where(extension => extension.Oid?.Value == AlternativeNames).ToList() is not [var only])
                return [];

            var names = new AsnReader(only.RawData, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                var tag = names.PeekTag();
                if (tag.TagClass is TagClass.ContextSpecific && tag.TagValue == kind)
                    found.Add(names.PeekContentBytes().ToArray());
                names.ReadEncodedValue();
            }

            return found;
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    private static string Text(byte[] name) => Encoding.ASCII.GetString(name);
}
