using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Sessions;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Ends every session of the person, with its tokens, and the passwords of their mail programs.</summary>
internal sealed class SessionsAct(SessionEnding sessions, IAccountNotices notices, AccountBook accounts) : AccountAct
{
    public override HelpAct Kind => HelpAct.EndSessions;

    internal override async Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken)
    {
        await notices.TellAsync(call.Person, AccountChange.SessionsEnded, cancellationToken);
        await sessions.EndAllAsync(accounts.SubjectOf(call.Person), SessionEnd.EndedByAssistance, cancellationToken);
        return Done;
    }
}
