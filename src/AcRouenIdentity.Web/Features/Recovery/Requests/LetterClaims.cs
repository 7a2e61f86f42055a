using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Letters.Requests;

namespace AcRouenIdentity.Web.Features.Recovery.Requests;

/// <summary>Finds who wants a letter, and asks for it in their name; whether they get one is for the letters to say.</summary>
public sealed class LetterClaims(IdentityDb db, RecoveryClaims claims, IDirectory directory, LetterRequests letters)
{
    /// <summary>Decides, saves, and forgets the request.</summary>
    /// <exception cref="DirectoryUnavailableException">Nobody knows; the request is still there.</exception>
    public async Task DecideAsync(RecoveryRequest request, CancellationToken cancellationToken)
    {
        if (SignInName.TryParse(claims.Open<LetterClaim>(request).Name) is { } name && await directory.FindAsync(name, cancellationToken) is { } person)
            await letters.AskAsync(person, cancellationToken);
        db.Remove(request);
        await db.TrySaveAsync(cancellationToken);
    }
}
