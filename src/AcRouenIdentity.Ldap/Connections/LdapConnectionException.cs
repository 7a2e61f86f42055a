namespace AcRouenIdentity.Ldap;

/// <summary>The server could not be asked, or did not answer. What a server answers, refusals included, is an <see cref="LdapResult"/>.</summary>
public sealed class LdapConnectionException : Exception
{
    public LdapConnectionException(LdapConnectionFailure reason, LdapRequestFate fate, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Reason = reason;
        Fate = fate;
    }

    public LdapConnectionFailure Reason { get; }

    /// <summary>Whether the server may have done what was asked.</summary>
    public LdapRequestFate Fate { get; }

    /// <summary>The code of a notice of disconnection, or of a refused StartTLS or service bind.</summary>
    public LdapResultCode? Code { get; init; }
}

public enum LdapRequestFate
{
    /// <summary>The server never had the request: trying elsewhere is safe.</summary>
    NotSent,

    /// <summary>The server had it and may have done it.</summary>
    Unknown,
}

public enum LdapConnectionFailure
{
    /// <summary>Nothing listens there.</summary>
    Refused,

    /// <summary>The name has no address.</summary>
    NameNotFound,

    /// <summary>No way leads there.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The certificate is not signed by an authority that is trusted, or is revoked.</summary>
    TlsUntrusted,

    /// <summary>The certificate is another host's.</summary>
    TlsName,

    /// <summary>The certificate, or one above it, is expired or not yet valid.</summary>
    TlsExpired,

    /// <summary>TLS failed before any certificate could be judged: protocol, cipher, or no TLS at all.</summary>
    TlsHandshake,

    /// <summary>The server knows no StartTLS, or not now.</summary>
    StartTlsRefused,

    /// <summary>The server closed, with or without a notice.</summary>
    ClosedByServer,

    /// <summary>The connection was closed on this side.</summary>
    ClosedHere,

    /// <summary>What the server sent is not LDAP, or is more than it may send.</summary>
    Protocol,

    /// <summary>Too much is already waiting on this side.</summary>
    Overloaded,

    /// <summary>The server answered that it cannot serve now (<see cref="LdapResultCode.Unavailable"/>).</summary>
    Unavailable,

    /// <summary>The directory refused the service account.</summary>
    ServiceBindRefused,

    /// <summary>Every server failed a moment ago and none is due for another try.</summary>
    NoServer,
}
