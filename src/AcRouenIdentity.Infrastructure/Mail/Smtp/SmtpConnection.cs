using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace AcRouenIdentity.Infrastructure.Mail.Smtp;

/// <summary>An open connection to the relay, for one mail after the other.</summary>
internal sealed class SmtpConnection(SmtpClient client, MailboxAddress sender, TimeSpan timeout, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>False once it broke: the mails that are left need another one.</summary>
    public bool IsOpen => client.IsConnected;

    /// <summary>Not to be cancelled but by its time limit: a mail that is cut short goes twice.</summary>
    public async Task<SmtpVerdict> SendAsync(MimeMessage message)
    {
        using var deadline = new CancellationTokenSource(timeout, clock);
        try
        {
            await client.SendAsync(message, sender, message.To.Mailboxes, deadline.Token);
            return SmtpVerdict.Taken;
        }
        catch (SmtpCommandException refusal)
        {
            return VerdictOf(refusal);
        }
        // Whatever it is, it ends here: its text may repeat what the server said, which repeats addresses, and one mail must not stop those behind it.
        catch (Exception failure)
        {
            return SmtpVerdict.Later(WordFor(failure));
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(timeout, clock);
        try
        {
            await client.DisconnectAsync(quit: true, deadline.Token);
        }
        catch (Exception failure) when (failure is ProtocolException or CommandException or IOException or OperationCanceledException)
        {
            // What was taken stays taken, whatever becomes of the goodbye.
        }

        client.Dispose();
    }

    private static string WordFor(Exception failure) => failure switch
    {
        OperationCanceledException or TimeoutException => "timeout",
        ServiceNotAuthenticatedException => "530",
        ProtocolException or IOException or ServiceNotConnectedException => "connection",
        _ => "failure",
    };

    /// <summary>
    /// A 5xx to the recipient or to the content is about this mail, for ever. Any other, such as one to our own address or for want of a password, is about us: an
    /// administrator mends it, and the mail still goes.
    /// </summary>
    private static SmtpVerdict VerdictOf(SmtpCommandException refusal)
    {
        var code = ((int)refusal.StatusCode).ToString(CultureInfo.InvariantCulture);
        var isForEver = (int)refusal.StatusCode >= 500 && refusal.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);
        return isForEver ? SmtpVerdict.Refused(code) : SmtpVerdict.Later(code);
    }
}
