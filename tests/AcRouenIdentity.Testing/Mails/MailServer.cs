using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace AcRouenIdentity.Testing.Mails;

/// <summary>A mail relay of the tests: speaks SMTP (RFC 5321) on a loopback port, keeps what it is given, and misbehaves as told.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedMail> received = [];
    private readonly ConcurrentQueue<string> violations = [];
    private readonly CancellationTokenSource disposed = new();
    private TcpListener listener;
    private Task accepting;
    private int connections;
    private int conversations;

    private MailServer()
    {
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(listener);
    }

    public int Port { get; }

    /// <summary>Mails in the order in which they came; one that the server refused, or hung up on, at the very end is among them.</summary>
    public IReadOnlyList<ReceivedMail> Received => [.. received];

    /// <summary>What a client said that RFC 5321 forbids.</summary>
    public IReadOnlyList<string> Violations => [.. violations];

    public int Connections => Volatile.Read(ref connections);

    /// <summary>A client is connected. Time-outs of its own run meanwhile, by whichever clock it has.</summary>
    public bool IsSpokenTo => Volatile.Read(ref conversations) > 0;

    /// <summary>What happens at a step, given the line of the client; null for the usual answer.</summary>
    public Func<SmtpStep, string, SmtpReaction?> Script { get; set; } = (_, _) => null;

    /// <summary>Offered by STARTTLS, or spoken from the start with <see cref="IsTlsFromTheStart"/>.</summary>
    public X509Certificate2? Certificate { get; private init; }

    public bool IsTlsFromTheStart { get; private init; }

    /// <summary>Name and password without which no mail is taken.</summary>
    public (string User, string Password)? Account { get; private init; }

    public static MailServer Start() => new();

    /// <param name="certificate">Offered by STARTTLS.</param>
    public static MailServer StartWithTls(X509Certificate2 certificate) => new() { Certificate = certificate };

    public static MailServer StartInTls(X509Certificate2 certificate) => new() { Certificate = certificate, IsTlsFromTheStart = true };

    public static MailServer StartFor(string user, string password) => new() { Account = (user, password) };

    /// <summary>Every conversation ends like this at that step, from now on.</summary>
    public void At(SmtpStep step, SmtpReaction reaction) => Script = (at, _) => at == step ? reaction : null;

    public void Behave() => Script = (_, _) => null;

    /// <summary>Takes no connection any more.</summary>
    public async Task StopAsync()
    {
        listener.Stop();
        await accepting;
    }

    /// <summary>Takes connections again, on the same port.</summary>
    public void Restart()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await disposed.CancelAsync();
        await StopAsync();
        disposed.Dispose();
    }

    internal void Keep(ReceivedMail mail) => received.Enqueue(mail);

    internal void Blame(string violation) => violations.Enqueue(violation);

    private async Task AcceptAsync(TcpListener open)
    {
        try
        {
            while (true)
            {
                var client = await open.AcceptTcpClientAsync(disposed.Token);
                Interlocked.Increment(ref conversations);
                Interlocked.Increment(ref connections);
                _ = TalkAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var conversation = new SmtpConversation(this, client.GetStream(), disposed.Token);
                await conversation.HoldAsync();
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
            {
                // The client left, or would not trust us.
            }
            finally
            {
                Interlocked.Decrement(ref conversations);
            }
        }
    }
}
