using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Whom the page asks for a second factor.</summary>
/// <param name="Pending">They gave the first one just now; null where they are signed in by it.</param>
/// <param name="Session">Theirs in this browser; null before they are signed in.</param>
public sealed record SecondFactorAsked(Person Person, PendingSignIn? Pending, Session? Session)
{
    public bool IsNeeded => Pending is not null || !Session!.IsMultiFactor;
}

/// <summary>The second half of a sign-in, or a session that is to be worth more. What was proven stands here and not in the browser, so that no half can be skipped or swapped.</summary>
public sealed class SecondFactorStep(PendingSignIns pending, CurrentSession current, IDirectory directory, SignInCompletion completion, SessionOpening opening)
{
    /// <returns>Null where nobody is asked in this browser, or no longer, or the account is closed.</returns>
    /// <exception cref="DirectoryUnavailableException">Nobody can say what the account is worth.</exception>
    public async Task<SecondFactorAsked?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await pending.FindAsync(context, cancellationToken) is not { } waiting)
            return await current.FindAsync(context, cancellationToken) is { Person.State: AccountState.Active } who ? new SecondFactorAsked(who.Person, null, who.Session) : null;

        var person = await directory.FindAsync(new DirectoryKey(waiting.DirectoryKey), cancellationToken);
        return person is { State: AccountState.Active } ? new SecondFactorAsked(person, waiting, null) : null;
    }

    /// <param name="methods">Of the second factor, as <c>amr</c> values.</param>
    /// <param name="returnTo">Local path, for somebody who is signed in.</param>
    /// <returns>Local address to go on to; null where another answer of this browser came first.</returns>
    public async Task<string?> FinishAsync(HttpContext context, SecondFactorAsked asked, string methods, string returnTo, CancellationToken cancellationToken)
    {
        if (asked.Pending is not { } waiting)
        {
            await opening.StrengthenAsync(asked.Session!.Id, methods, cancellationToken);
            return returnTo;
        }

        if (!await pending.TakeAsync(context, waiting, cancellationToken))
            return null;
        var proven = new ProvenSignIn(asked.Person, AuthenticationMethods.Join(waiting.Methods, methods), waiting.Device, waiting.MustChange, waiting.ReturnTo);
        return await completion.ContinueAsync(context, proven, cancellationToken);
    }
}
