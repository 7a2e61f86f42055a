using AcRouenIdentity.Infrastructure.Mail;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>Whether people can write to the assistance from here: it has an address, and there is a relay that takes mails.</summary>
public sealed class AssistanceForm(IOptions<AssistanceOptions> assistance, IOptions<MailOptions> mail)
{
    public bool IsOffered => !string.IsNullOrWhiteSpace(assistance.Value.Mail) && !string.IsNullOrWhiteSpace(mail.Value.Host);
}
