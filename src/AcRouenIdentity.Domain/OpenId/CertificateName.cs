namespace AcRouenIdentity.Domain.OpenId;

/// <summary>By what the certificate of a client names it (RFC 8705 2.1.2).</summary>
public enum CertificateNameKind
{
    /// <summary>The subject, as RFC 4514 writes it.</summary>
    SubjectDn,

    /// <summary>One of its other names (<c>subjectAltName</c>): a host.</summary>
    SanDns,

    /// <summary>An absolute address.</summary>
    SanUri,

    /// <summary>A network address, version 4 or 6.</summary>
    SanIp,

    /// <summary>A mail address.</summary>
    SanEmail,
}

/// <summary>What the certificate of a client must say.</summary>
public sealed record CertificateName(CertificateNameKind Kind, string Value);

/// <summary>Without what tokens are worth nothing.</summary>
public enum TokenBinding
{
    None,

    /// <summary>The certificate with which they were asked for (RFC 8705 3).</summary>
    Certificate,

    /// <summary>The key whose proof came with the request (RFC 9449). Of a service: it looks at such proofs.</summary>
    Dpop,
}
