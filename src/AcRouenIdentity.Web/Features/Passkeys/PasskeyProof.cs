using System.Buffers.Text;
using AcRouenIdentity.Domain.Passkeys;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Passkeys;

public abstract record PasskeyVerdict
{
    private PasskeyVerdict()
    {
    }

    public sealed record Proven(Account Account) : PasskeyVerdict;

    /// <summary>No question of ours was open: it is answered already, too old, or was put to another browser.</summary>
    public sealed record NotAsked : PasskeyVerdict;

    /// <summary>The answer is not good: nobody's key, another site's, a copy's, or no answer at all.</summary>
    public sealed record Refused : PasskeyVerdict;
}

/// <summary>Proves by a passkey who sits at the browser (WebAuthn Level 3, 7.2). Nobody is named first, so that nothing is told of anybody's keys.</summary>
public sealed class PasskeyProof(IdentityDb db, IPasskeyHandler<Account> handler, PasskeyChallenges challenges, TimeProvider clock, ILogger<PasskeyProof> log)
{
    /// <returns>What the browser's script is to ask the authenticator (PublicKeyCredentialRequestOptionsJSON).</returns>
    public async Task<string> AskAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var options = await handler.MakeRequestOptionsAsync(null, context);
        await challenges.PutAsync(context, PasskeyPurpose.SignIn, subject: null, options.AssertionState!, cancellationToken);
        return options.RequestOptionsJson;
    }

    /// <param name="answer">AuthenticationResponseJSON, as the browser sent it.</param>
    public async Task<PasskeyVerdict> CheckAsync(HttpContext context, string? answer, CancellationToken cancellationToken)
    {
        if (await challenges.TakeAsync(context, PasskeyPurpose.SignIn, subject: null, cancellationToken) is not { } state)
            return new PasskeyVerdict.NotAsked();

        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = answer ?? "", AssertionState = state });
        if (!result.Succeeded)
        {
            log.AnswerRefused(result.Failure.Message);
            return new PasskeyVerdict.Refused();
        }

        return await NoteUseAsync(result.Passkey, cancellationToken) ? new PasskeyVerdict.Proven(result.User) : new PasskeyVerdict.Refused();
    }

    /// <returns>False where the key was taken away, or used with the same count, while it was being checked.</returns>
    private async Task<bool> NoteUseAsync(UserPasskeyInfo info, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(info.CredentialId);
        if (await db.Passkeys.SingleOrDefaultAsync(row => row.CredentialId == id, cancellationToken) is not { } passkey || !passkey.TryUse(info.SignCount, clock.GetUtcNow()))
            return false;

        (passkey.IsUserVerified, passkey.IsBackedUp) = (info.IsUserVerified, info.IsBackedUp);
        return await db.TrySaveAsync(cancellationToken);
    }
}
