using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>Whether people can write to the assistance from here: agents find it among their cases, or a mail tells of it.</summary>
public sealed class AssistanceForm(PersonRoles roles, IOptions<AssistanceOptions> assistance, IOptions<MailOptions> mail)
{
    public bool IsOffered => TellsByMail || roles.IsGiven(Role.Agent) || roles.IsGiven(Role.Supervisor);

    /// <summary>The assistance has an address, and there is a relay that takes mails.</summary>
    public bool TellsByMail => !string.IsNullOrWhiteSpace(assistance.Value.Mail) && !string.IsNullOrWhiteSpace(mail.Value.Host);
}
