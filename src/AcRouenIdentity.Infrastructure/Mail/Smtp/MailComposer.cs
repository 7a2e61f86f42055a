using System.Text;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using Microsoft.Extensions.Options;
using MimeKit;

namespace AcRouenIdentity.Infrastructure.Mail.Smtp;

/// <summary>Makes the message of RFC 5322 that goes over the wire. Made anew at each try, it carries the same Message-ID and date.</summary>
internal sealed class MailComposer(IOptions<MailOptions> options, MailFrame frame)
{
    public MailboxAddress Sender => new(Encoding.UTF8, OneLine(options.Value.FromName ?? frame.ServiceName), options.Value.FromAddress);

    /// <exception cref="FormatException">The recipient's address cannot stand in a header.</exception>
    public MimeMessage Compose(OutgoingMail mail, MailMessage content)
    {
        var message = new MimeMessage
        {
            Subject = OneLine(content.Subject),
            Date = mail.QueuedAt,
            MessageId = $"{mail.Id}@{Sender.Domain}",
            Body = Body(content),
        };
        message.From.Add(Sender);
        message.To.Add(Mailbox(content.To.Reveal()));
        if ((content.ReplyTo?.Reveal() ?? options.Value.ReplyTo) is { Length: > 0 } replyTo)
            message.ReplyTo.Add(Mailbox(replyTo));
        if (content.ReplyTo is null)
            SayThatAMachineWrites(message);
        return message;
    }

    // RFC 3834 5.2: no answering machine answers a machine; the second line says it to Exchange, which looks at no other.
    private static void SayThatAMachineWrites(MimeMessage message)
    {
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
    }

    /// <summary>Text first: readers show the last part that they can (RFC 2046 5.1.4).</summary>
    private static MultipartAlternative Body(MailMessage content)
    {
        var body = new MultipartAlternative { Part("plain", content.Text, content.Language), Part("html", content.Html, content.Language) };
        body.Headers[HeaderId.ContentLanguage] = content.Language.Tag();
        return body;
    }

    // Quoted-printable crosses every relay unchanged, and what crosses unchanged keeps its signature.
    private static TextPart Part(string subtype, string text, MailLanguage language)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        part.Headers[HeaderId.ContentLanguage] = language.Tag();
        return part;
    }

    private static MailboxAddress Mailbox(string address) =>
        MailboxAddress.TryParse(address, out var mailbox) && mailbox.GetAddress(idnEncode: true) == address ? mailbox : throw new FormatException("The address cannot stand in a header.");

    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
}
