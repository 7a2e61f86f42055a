using System.Text;
using MimeKit;

namespace AcRouenIdentity.Testing.Mails;

/// <summary>A mail as it came over the wire.</summary>
public sealed class ReceivedMail
{
    public ReceivedMail(string envelopeSender, IReadOnlyList<string> envelopeRecipients, byte[] content)
    {
        EnvelopeSender = envelopeSender;
        EnvelopeRecipients = envelopeRecipients;
        Source = Encoding.UTF8.GetString(content);
        Message = MimeMessage.Load(new MemoryStream(content));
    }

    public string EnvelopeSender { get; }

    public IReadOnlyList<string> EnvelopeRecipients { get; }

    /// <summary>Headers and body, nothing decoded.</summary>
    public string Source { get; }

    public MimeMessage Message { get; }

    public string To => EnvelopeRecipients.Single();

    public string Subject => Message.Subject ?? "";

    public string Text => Message.TextBody ?? "";

    public string Html => Message.HtmlBody ?? "";
}
