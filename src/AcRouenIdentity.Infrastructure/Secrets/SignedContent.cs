using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace AcRouenIdentity.Infrastructure.Secrets;

/// <summary>Content within its signature (CMS, RFC 5652).</summary>
public static class SignedContent
{
    /// <param name="certificate">With its private key.</param>
    /// <param name="authorities">That stand between it and a known one; sent along.</param>
    public static byte[] Make(byte[] content, X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        var signer = new CmsSigner(certificate) { IncludeOption = X509IncludeOption.EndCertOnly };
        signer.Certificates.AddRange(authorities);
        var signed = new SignedCms(new ContentInfo(content));
        signed.ComputeSignature(signer);
        return signed.Encode();
    }
}
