using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.MutualTls;

/// <summary>Where the certificate of a client is found.</summary>
public enum CertificateSource
{
    /// <summary>Nowhere: mutual TLS is off.</summary>
    None,

    /// <summary>On the connection: clients speak TLS with the provider itself.</summary>
    Connection,

    /// <summary>In a header of a trusted proxy, as RFC 9440 writes it.</summary>
    ClientCertHeader,

    /// <summary>In a header of a trusted proxy, as nginx writes <c>$ssl_client_escaped_cert</c>: PEM, percent-encoded.</summary>
    EscapedPemHeader,
}

/// <summary>Certificates of clients (RFC 8705).</summary>
public sealed class MutualTlsOptions
{
    public CertificateSource Source { get; set; } = CertificateSource.None;

    /// <summary>Name of the header, which the proxy must overwrite on every request.</summary>
    public string Header { get; set; } = "Client-Cert";

    /// <summary>PEM of the authorities whose certificates prove a client (<c>tls_client_auth</c>), those between them and the clients included; absent: none does.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>The https address at which certificates are asked for, told in discovery (<c>mtls_endpoint_aliases</c>); absent: at the public one.</summary>
    public string? Url { get; set; }

    /// <summary>That address, with a slash at the end.</summary>
    public Uri? Base => Url is null ? null : new Uri($"{Url.TrimEnd('/')}/");

    public bool IsOn => Source is not CertificateSource.None;

    /// <summary>Ways of proving oneself that it opens.</summary>
    public IEnumerable<string> Methods => !IsOn ? [] : AuthorityFile is null ? [ClientRules.RegisteredCertificate] : [ClientRules.NamedCertificate, ClientRules.RegisteredCertificate];

    /// <summary>Whether a client asks for what is off.</summary>
    public IEnumerable<ClientProblem> Problems(ClientSettings client)
    {
        if (ClientRules.IsByCertificate(client.TokenEndpointAuth) && !Methods.Contains(client.TokenEndpointAuth))
            yield return new(nameof(client.TokenEndpointAuth), ClientFault.MutualTlsOff, client.TokenEndpointAuth);
        else if (client.TokenBinding is TokenBinding.Certificate && !IsOn)
            yield return new(nameof(client.TokenBinding), ClientFault.MutualTlsOff);
    }
}
