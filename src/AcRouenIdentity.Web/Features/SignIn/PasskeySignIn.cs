using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Web.Features.Passkeys;

namespace AcRouenIdentity.Web.Features.SignIn;

public abstract record PasskeySignInVerdict
{
    private PasskeySignInVerdict()
    {
    }

    public sealed record Accepted(Person Person) : PasskeySignInVerdict;

    /// <summary>Their key, but the access was removed.</summary>
    public sealed record Closed : PasskeySignInVerdict;

    /// <summary>The question was too old, or answered already: to be asked again.</summary>
    public sealed record NotAsked : PasskeySignInVerdict;

    public sealed record Refused : PasskeySignInVerdict;
}

/// <summary>Sign-in by passkey: check the answer, then look at the account. A key is no matter of guessing, so that tries are not counted.</summary>
public sealed class PasskeySignIn(PasskeyProof proof, IDirectory directory, RefusalTally refusals)
{
    /// <param name="answer">As the browser sent it.</param>
    /// <exception cref="DirectoryUnavailableException">Nobody can say what the account is worth.</exception>
    public async Task<PasskeySignInVerdict> CheckAsync(HttpContext context, string? answer, CancellationToken cancellationToken)
    {
        switch (await proof.CheckAsync(context, answer, cancellationToken))
        {
            case PasskeyVerdict.Proven proven:
                return await OpenAsync(proven.Account, cancellationToken);
            case PasskeyVerdict.NotAsked:
                return new PasskeySignInVerdict.NotAsked();
            default:
                refusals.Count(null, SignInRefusal.WrongPasskey);
                return new PasskeySignInVerdict.Refused();
        }
    }

    private async Task<PasskeySignInVerdict> OpenAsync(Account account, CancellationToken cancellationToken)
    {
        var person = await directory.FindAsync(new DirectoryKey(account.DirectoryKey), cancellationToken);
        if (person is { State: AccountState.Active })
            return new PasskeySignInVerdict.Accepted(person);

        refusals.Count(account.Subject, SignInRefusal.AccountClosed);
        return new PasskeySignInVerdict.Closed();
    }
}
