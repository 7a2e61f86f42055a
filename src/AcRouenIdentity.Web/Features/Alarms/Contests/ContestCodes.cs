using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Alarms.Contests;

/// <summary>The codes by which people say that a change they were told of was not theirs.</summary>
public sealed class ContestCodes(IdentityDb db, KeyedHash hash, ISecretGenerator secrets, PublicAddress address, TimeProvider clock, IOptions<AlarmOptions> options)
{
    /// <summary>Adds the code to what the caller saves. One serves all who are told of that change.</summary>
    /// <returns>Null for a contest itself: the account is blocked as strictly as it can be.</returns>
    public ContestInvitation? Invite(Person person, AccountChange change)
    {
        if (change is AccountChange.AccountContested)
            return null;

        var (code, now) = (PrintedCode.Of(secrets.Bytes(PrintedCode.RandomBytes(ContestCode.Length)), ContestCode.Length), clock.GetUtcNow());
        db.Add(new ContestCode { DirectoryKey = person.Key.Value, Change = change, Hash = HashOf(code), MadeAt = now, ExpiresAt = now + options.Value.ContestFor });
        return new ContestInvitation(code, address.Of(AlarmPaths.Contest[1..]), options.Value.ContestFor);
    }

    /// <returns>Tracked; null where nobody was given such a code, or it is no good any more.</returns>
    public async Task<ContestCode?> FindGoodAsync(string? typed, CancellationToken cancellationToken)
    {
        var sought = HashOf(PrintedCode.TryParse(typed, ContestCode.Length, out var code) ? code : default);
        var found = await db.ContestCodes.SingleOrDefaultAsync(row => row.Hash == sought, cancellationToken);
        return found?.IsGood(clock.GetUtcNow()) == true ? found : null;
    }

    private string HashOf(PrintedCode code) => hash.Of("contest", code.Reveal());
}
