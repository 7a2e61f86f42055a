using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Recovery;
using AcRouenIdentity.Web.Features.Recovery.Assisted;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Makes the code that is read to the person, and lets them choose a password.</summary>
internal sealed class CodeAct(AssistanceCodes codes, IAccountNotices notices, AccountBook accounts, IOptions<RecoveryOptions> options) : AccountAct
{
    public override HelpAct Kind => HelpAct.GiveCode;

    internal override async Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken)
    {
        await notices.TellAsync(call.Person, AccountChange.AssistanceCodeGiven, cancellationToken);
        var code = await codes.IssueAsync(call.Person, new AssistanceGround(call.File.Case.Reference, accounts.SubjectOf(call.File.Agent), call.Level), cancellationToken);
        return new ActOutcome.CodeMade(code, options.Value.AssistanceCodeLifetime);
    }
}
