using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcRouenIdentity.Ldap.Tests.Kit;

namespace AcRouenIdentity.Ldap.Tests.Connections;

public sealed class TlsTests : IDisposable
{
    private static readonly LdapDn Somebody = LdapDn.Parse("uid=somebody,dc=example,dc=org");

    private readonly Certificates certificates = new();

    public void Dispose() => certificates.Dispose();

    [Theory]
    [InlineData(LdapSecurity.Tls)]
    [InlineData(LdapSecurity.StartTls)]
    public async Task A_certificate_of_our_authority_and_of_that_host_is_trusted(LdapSecurity security)
    {
        await using var server = Serving(certificates.ForLoopback());

        await using var connection = await ConnectAsync(server.Plain with { Security = security }, certificates.Authorities);

        (await connection.BindAsync(Somebody, "secret", default)).IsSuccess.Should().BeTrue();
    }

    [Theory]
    [InlineData(LdapSecurity.Tls)]
    [InlineData(LdapSecurity.StartTls)]
    public async Task A_certificate_of_another_authority_is_not(LdapSecurity security)
    {
        using var strangers = new Certificates();
        await using var server = Serving(strangers.ForLoopback());

        (await FailureAsync(server.Plain with { Security = security }, certificates.Authorities)).Should().Be(LdapConnectionFailure.TlsUntrusted);
    }

    [Fact]
    public async Task A_private_authority_is_not_trusted_by_itself()
    {
        await using var server = Serving(certificates.ForLoopback());

        (await FailureAsync(server.Tls, authorities: null)).Should().Be(LdapConnectionFailure.TlsUntrusted);
    }

    [Theory]
    [InlineData(LdapSecurity.Tls)]
    [InlineData(LdapSecurity.StartTls)]
    public async Task A_certificate_of_another_host_is_told_as_such(LdapSecurity security)
    {
        await using var server = Serving(certificates.ForAnotherHost());

        (await FailureAsync(server.Plain with { Security = security }, certificates.Authorities)).Should().Be(LdapConnectionFailure.TlsName);
    }

    [Fact]
    public async Task An_expired_certificate_is_told_as_such()
    {
        await using var server = Serving(certificates.ExpiredYesterday());

        (await FailureAsync(server.Tls, certificates.Authorities)).Should().Be(LdapConnectionFailure.TlsExpired);
    }

    [Fact]
    public async Task An_expired_certificate_of_a_stranger_is_first_of_all_a_stranger()
    {
        using var strangers = new Certificates();
        await using var server = Serving(strangers.ExpiredYesterday());

        (await FailureAsync(server.Tls, certificates.Authorities)).Should().Be(LdapConnectionFailure.TlsUntrusted);
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_is_told_as_such()
    {
        await using var server = new ScriptedServer(async client =>
        {
            await client.SendAsync("220 mail.example.org ESMTP\r\n"u8.ToArray());
            await client.StaySilentAsync();
        });

        (await FailureAsync(server.Tls, certificates.Authorities)).Should().Be(LdapConnectionFailure.TlsHandshake);
    }

    [Fact]
    public async Task A_handshake_that_the_server_ends_is_told_as_such()
    {
        await using var server = new ScriptedServer(async client => await client.Stream.ReadExactlyAsync(new byte[20]));

        (await FailureAsync(server.Tls, certificates.Authorities)).Should().Be(LdapConnectionFailure.TlsHandshake);
    }

    [Fact]
    public async Task A_refused_StartTLS_sends_nothing_in_clear()
    {
        var afterwards = "";
        await using (var server = new ScriptedServer(async client =>
        {
            await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.ProtocolError);
            afterwards = await new StreamReader(client.Stream, Encoding.Latin1).ReadToEndAsync();
        }))
        {
            (await FailureAsync(server.StartTls, certificates.Authorities)).Should().Be(LdapConnectionFailure.StartTlsRefused);
        }

        afterwards.Should().BeEmpty();
    }

    [Fact]
    public async Task Words_slipped_in_behind_the_answer_to_StartTLS_end_the_connection()
    {
        await using var server = new ScriptedServer(async client =>
        {
            var id = (await client.ReadAsync()).Id;
            byte[] both = [.. Reply.Result(id, Reply.Extended), .. Reply.Result(2, Reply.Bind)];
            await client.SendAsync(both);
            await client.StaySilentAsync();
        });

        (await FailureAsync(server.StartTls, certificates.Authorities)).Should().Be(LdapConnectionFailure.Protocol);
    }

    [Fact]
    public async Task A_server_that_answers_StartTLS_with_something_else_is_refused()
    {
        await using var server = new ScriptedServer(async client =>
        {
            var id = (await client.ReadAsync()).Id;
            await client.SendAsync(Reply.Result(id, Reply.Bind));
            await client.StaySilentAsync();
        });

        (await FailureAsync(server.StartTls, certificates.Authorities)).Should().Be(LdapConnectionFailure.Protocol);
    }

    [Fact]
    public void A_file_without_certificate_is_no_authority()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "not a certificate");

            FluentActions.Invoking(() => LdapConnectionOptions.LoadAuthorities(file)).Should().Throw<System.Security.Cryptography.CryptographicException>();
            File.WriteAllText(file, certificates.AuthorityPem);
            LdapConnectionOptions.LoadAuthorities(file).Should().ContainSingle();
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Behaves well behind TLS, at once or after StartTLS, as the client wishes.</summary>
    private static ScriptedServer Serving(X509Certificate2 certificate) => new(async client =>
    {
        var first = new byte[1];
        await client.Stream.ReadExactlyAsync(first);
        if (first[0] == 0x30)
        {
            var request = new byte[30];
            var length = await client.Stream.ReadAsync(request);
            length.Should().BeGreaterThan(20);
            await client.SendAsync(Reply.Result(1, Reply.Extended));
            await SecureAsync(client, certificate);
            return;
        }

        await SecureAsync(client with { Stream = new WithFirstOctet(client.Stream, first[0]) }, certificate);
    });

    private static async Task SecureAsync(ScriptedClient client, X509Certificate2 certificate)
    {
        using var secured = new SslStream(client.Stream);
        try
        {
            await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, client.Closing);
            await (client with { Stream = secured }).BehaveAsync();
        }
        catch (AuthenticationException)
        {
            // The client did not want it.
        }
    }

    private static Task<LdapConnection> ConnectAsync(LdapServer server, X509Certificate2Collection? authorities) =>
        LdapConnection.ConnectAsync(server, new LdapConnectionOptions { Authorities = authorities, ConnectTimeout = TimeSpan.FromSeconds(10) }, TimeProvider.System, default);

    private static async Task<LdapConnectionFailure> FailureAsync(LdapServer server, X509Certificate2Collection? authorities)
    {
        var connecting = () => ConnectAsync(server, authorities);
        return (await connecting.Should().ThrowAsync<LdapConnectionException>()).Which.Reason;
    }

    /// <summary>A stream whose first octet was read already.</summary>
    private sealed class WithFirstOctet(Stream rest, byte first) : Stream
    {
        private bool given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (given || buffer.IsEmpty)
                return rest.ReadAsync(buffer, cancellationToken);

            given = true;
            buffer.Span[0] = first;
            return ValueTask.FromResult(1);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => rest.WriteAsync(buffer, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => rest.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => rest.FlushAsync(cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
