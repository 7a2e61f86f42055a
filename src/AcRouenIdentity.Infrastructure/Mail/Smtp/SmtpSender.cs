using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Mail.Smtp;

/// <summary>Opens connections to the relay of the configuration.</summary>
internal sealed class SmtpSender(IOptions<MailOptions> options, MailComposer composer, TimeProvider clock)
{
    /// <summary>Server authentication (RFC 5280 4.2.1.12).</summary>
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly MailOptions options = options.Value;

    public bool HasRelay => options.Host is { Length: > 0 };

    /// <exception cref="RelayUnavailableException">It does not answer, does not prove who it is, or does not let us in.</exception>
    public async Task<SmtpConnection> OpenAsync()
    {
        var client = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds, CheckCertificateRevocation = false };
        if (options.AuthorityFile is { Length: > 0 } file)
            Trust(client, file);

        using var deadline = new CancellationTokenSource(options.Timeout, clock);
        try
        {
            await ConnectAsync(client, deadline.Token);
            return new SmtpConnection(client, composer.Sender, options.Timeout, clock);
        }
        catch (Exception failure) when (ReasonOf(failure) is { } reason)
        {
            client.Dispose();
            throw new RelayUnavailableException(reason, failure);
        }
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        await client.ConnectAsync(options.Host!, options.Port ?? UsualPort(options.Security), Encryption(options.Security), cancellationToken);
        if (options.UserName is { Length: > 0 } user)
            await client.AuthenticateAsync(user, MailPassword.Read(options), cancellationToken);
        // Where it may, the library would write domains with their accents; all our addresses are in ASCII, and arrive by any relay as they are.
        client.Capabilities &= ~SmtpCapabilities.UTF8;
    }

    private static int UsualPort(MailSecurity security) => security switch
    {
        MailSecurity.None => 25,
        MailSecurity.StartTls => 587,
        MailSecurity.Tls => 465,
    };

    private static SecureSocketOptions Encryption(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
    };

    // Read at each connection: an authority that is renewed needs no restart.
    private static void Trust(SmtpClient client, string authorityFile)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(authorityFile);
        client.ServerCertificateValidationCallback = (_, certificate, presented, errors) =>
            certificate is not null && (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && IsSigned(certificate, presented, authorities);
    }

    private static bool IsSigned(X509Certificate certificate, X509Chain? presented, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        foreach (var between in presented?.ChainElements.Skip(1) ?? [])
            chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        using var own = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(own);
    }

    /// <returns>Null for a mistake of ours. Before a mail is named nothing that is said repeats an address of a person.</returns>
    private static string? ReasonOf(Exception failure) => failure switch
    {
        OperationCanceledException or TimeoutException => "it does not answer in time",
        SslHandshakeException => "its certificate is not trusted, or TLS failed",
        AuthenticationException => "it refuses our name and password",
        SmtpCommandException refusal => $"it answers {(int)refusal.StatusCode}",
        NotSupportedException => "it lacks StartTls, or a way to take a password",
        SocketException or ProtocolException or IOException => "it cannot be connected to",
        CryptographicException => "Mail:AuthorityFile holds no certificate",
        _ => null,
    };
}
