using System.Globalization;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Status.Trouble;

/// <summary>What somebody writes to the assistance. Nothing of it is verified.</summary>
public sealed record AssistanceMessage(string Name, string School, OutsideAddress Address, string? Phone, string Subject, string Text)
{
    public string? PostalAddress { get; init; }

    /// <summary>Identifiant or professional address.</summary>
    public string? Account { get; init; }

    /// <summary>Compared by the service; it never travels.</summary>
    public string? Numen { get; init; }
}

public abstract record AssistanceSending
{
    private AssistanceSending()
    {
    }

    /// <param name="Masking">Whether something in it looked like a NUMEN, an INA or a code.</param>
    public sealed record Sent(string Reference, Masking Masking) : AssistanceSending;

    public sealed record Wait(TimeSpan For) : AssistanceSending;

    /// <summary>The database is away or takes nothing: there is no outbox to leave it in.</summary>
    public sealed record NotKept : AssistanceSending;
}

public enum Masking
{
    None,
    Masked,
}

/// <summary>Makes a case of what somebody writes to the assistance, and a mail that tells the assistance.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class AssistanceDesk(
    IdentityDb db, AttemptLimiter limiter, MailTemplates templates, MailOutbox outbox, ICaseOpening cases, AssistanceForm form, AuditTrail audit, ISecretGenerator secrets, IOptions<AssistanceOptions> assistance)
{
    private const string Counted = "messages";

    public async Task<AssistanceSending> SendAsync(AssistanceMessage message, string source, CancellationToken cancellationToken)
    {
        try
        {
            var wait = await limiter.CountAsync(Counted, source, AttemptSchedule.Messages, cancellationToken);
            return wait > TimeSpan.Zero ? new AssistanceSending.Wait(wait) : await LeaveAsync(message, cancellationToken);
        }
        catch (Exception failure) when (DatabaseOutage.Explains(failure))
        {
            return new AssistanceSending.NotKept();
        }
    }

    /// <summary>What a machine that filled in the hidden field is told: all that somebody else would be told.</summary>
    public string NewReference() => AssistanceReference.New(secrets);

    private async Task<AssistanceSending> LeaveAsync(AssistanceMessage message, CancellationToken cancellationToken)
    {
        var reference = NewReference();
        var hidden = Hide(message);
        if (form.TellsByMail)
            outbox.Add(MailOf(hidden, reference), goodFor: null);
        cases.Open(new NewCase(reference, CaseOrigin.Online, About: null, StatementOf(hidden)));
        audit.Record(new AuditEvent.AssistanceAsked(reference));
        await db.SaveChangesAsync(cancellationToken);
        return new AssistanceSending.Sent(reference, hidden == message ? Masking.None : Masking.Masked);
    }

    private MailMessage MailOf(AssistanceMessage message, string reference)
    {
        var from = MailRecipient.Of(message.Address);
        var content = new MailContent.AssistanceRequest(
            reference, message.Name, message.School, from, message.Phone, message.Subject, message.Text, MailLanguages.Of(CultureInfo.CurrentUICulture));
        // The agents read French, whatever the language of the page.
        return templates.Write(content, MailRecipient.Parse(assistance.Value.Mail!), MailLanguage.French) with { ReplyTo = from };
    }

    private static CaseStatement StatementOf(AssistanceMessage message) => new()
    {
        Name = message.Name,
        School = message.School,
        MailAddress = message.Address.Reveal(),
        Phone = message.Phone,
        PostalAddress = message.PostalAddress,
        Account = message.Account,
        Numen = message.Numen,
        Subject = message.Subject,
        Text = message.Text,
    };

    private static AssistanceMessage Hide(AssistanceMessage message) => message with
    {
        Name = ConfidentialIdentifiers.Hide(message.Name),
        School = ConfidentialIdentifiers.Hide(message.School),
        Subject = ConfidentialIdentifiers.Hide(message.Subject),
        Text = ConfidentialIdentifiers.Hide(message.Text),
    };
}
