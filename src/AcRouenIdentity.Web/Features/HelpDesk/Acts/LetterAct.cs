using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Web.Features.Letters.Requests;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Has a <i>courrier INA</i> printed, by the officers and in their own time.</summary>
internal sealed class LetterAct(LetterRequests letters) : AccountAct
{
    public override HelpAct Kind => HelpAct.SendLetter;

    internal override async Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken)
    {
        return await letters.AskAsync(call.Person, cancellationToken) switch
        {
            LetterAsked.Recorded => Done,
            LetterAsked.WaitsAlready or LetterAsked.PrintedOfLate => Refused(ActRefusal.LetterUnderWay),
            LetterAsked.NoOpenAccount => Refused(ActRefusal.NotInThisState),
        };
    }
}
