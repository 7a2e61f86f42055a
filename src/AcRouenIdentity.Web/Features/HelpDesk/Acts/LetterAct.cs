using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Letters.Requests;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Has a letter printed, by the officers and in their own time: a <i>courrier INA</i>, or the first letter again for whoever has not opened the account.</summary>
internal sealed class LetterAct(LetterRequests letters, ReprintRequests reprints) : AccountAct
{
    public override HelpAct Kind => HelpAct.SendLetter;

    public override bool MayBeDoneTo(AccountState state) => state is AccountState.Active || IsNotOpenYet(state);

    internal override Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken) =>
        IsNotOpenYet(call.Person.State) ? ReprintAsync(call, cancellationToken) : SendAsync(call, cancellationToken);

    private static bool IsNotOpenYet(AccountState state) => state is AccountState.Announced or AccountState.Provisioned;

    private async Task<ActOutcome> SendAsync(ActCall call, CancellationToken cancellationToken) => await letters.AskAsync(call.Person, cancellationToken) switch
    {
        LetterAsked.Recorded => Done,
        LetterAsked.WaitsAlready or LetterAsked.PrintedOfLate => Refused(ActRefusal.LetterUnderWay),
        LetterAsked.NoOpenAccount => Refused(ActRefusal.NotInThisState),
    };

    private async Task<ActOutcome> ReprintAsync(ActCall call, CancellationToken cancellationToken) => await reprints.AskAsync(call.Person.Key, cancellationToken) switch
    {
        ReprintAsked.Recorded => Done,
        ReprintAsked.WaitsAlready => Refused(ActRefusal.LetterUnderWay),
        ReprintAsked.NoLetter => Refused(ActRefusal.NoLetterYet),
    };
}
