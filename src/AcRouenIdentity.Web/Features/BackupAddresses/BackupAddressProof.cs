using System.Globalization;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>
/// Proves that a person reads an address: a code is sent there, and typed in the browser that asked. Only then is the address recorded. A code to an address that serves already confirms one that waits.
/// </summary>
public sealed class BackupAddressProof(
    IdentityDb db,
    BackupAddressVault vault,
    BackupAddressBook book,
    BackupAddressCodes codes,
    BackupAddressChanges changes,
    MailOutbox outbox,
    MailTemplates templates,
    IOptions<BackupAddressOptions> options,
    TimeProvider clock)
{
    /// <summary>For two tabs that change the same account at once.</summary>
    private const int Turns = 3;

    public Task<CodeSending> SendAsync(BackupAddressOwner owner, string? typed, CancellationToken cancellationToken) =>
        SendAsync(owner, typed, new CodeLetter(code => new MailContent.BackupAddressCode(owner.Person.GivenName, code, options.Value.CodeLifetime), OwnLanguage), cancellationToken);

    /// <param name="letter">What is written around the code.</param>
    internal async Task<CodeSending> SendAsync(BackupAddressOwner owner, string? typed, CodeLetter letter, CancellationToken cancellationToken)
    {
        if (!OutsideAddress.TryParse(typed, out var address))
            return new CodeSending.NotAnAddress();
        if (OwnDomains(owner.Person).FirstOrDefault(address.IsIn) is { } own)
            return new CodeSending.OwnDomain(own);
        var known = await book.FindAsync(owner.Person.Key, cancellationToken);
        if (known.Any(other => other.Address.Folded() == address.Folded()))
            return new CodeSending.AlreadyTheirs();
        if (known.Count >= options.Value.MostPerPerson)
            return new CodeSending.Full(options.Value.MostPerPerson);
        return await SendAsync(owner, address, confirms: null, letter, cancellationToken);
    }

    /// <param name="waiting">The address to confirm.</param>
    /// <param name="older">One that serves already, to send the code to.</param>
    public async Task<CodeSending> SendToOlderAsync(BackupAddressOwner owner, long waiting, long older, CancellationToken cancellationToken)
    {
        var (known, now) = (await book.FindAsync(owner.Person.Key, cancellationToken), clock.GetUtcNow());
        var confirmed = known.FirstOrDefault(own => own.Record.Id == waiting && !own.Record.MayServeRecovery(now));
        var serving = known.FirstOrDefault(own => own.Record.Id == older && own.Record.MayServeRecovery(now));
        if (confirmed is null || serving is null)
            return new CodeSending.Gone();
        var letter = new CodeLetter(code => new MailContent.BackupAddressConfirmation(owner.Person.GivenName, confirmed.Address.Masked(), code, options.Value.CodeLifetime), OwnLanguage);
        return await SendAsync(owner, serving.Address, confirmed.Record.Id, letter, cancellationToken);
    }

    /// <summary>Null when no code is waited for in this browser.</summary>
    public async Task<PendingCode?> FindPendingAsync(BackupAddressOwner owner, CancellationToken cancellationToken) =>
        await codes.FindGoodAsync(owner, cancellationToken) is { } code ? new PendingCode(vault.Open(code.ProtectedAddress), code.Confirms) : null;

    public async Task<CodeVerdict> ConfirmAsync(BackupAddressOwner owner, string? typed, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return CodeVerdict.Missing;
        if (await codes.CountTryAsync(owner, cancellationToken) is not { } code)
            return CodeVerdict.NoneGood;
        if (!codes.IsRight(owner, code, typed))
            return CodeVerdict.Wrong;

        for (var turn = 0; turn < Turns; turn++)
            if (await SpendAsync(owner, code.Id, cancellationToken) is { } verdict)
                return verdict;
        return CodeVerdict.NoneGood;
    }

    /// <returns>Null where another tab changed something first.</returns>
    private async Task<CodeVerdict?> SpendAsync(BackupAddressOwner owner, long id, CancellationToken cancellationToken)
    {
        if (await db.MailCodes.SingleOrDefaultAsync(row => row.Id == id && row.EndedAt == null, cancellationToken) is not { } code)
            return CodeVerdict.NoneGood;

        var verdict = code.Confirms is { } waiting
            ? await changes.ConfirmAsync(owner, waiting, code.AddressLookup, cancellationToken)
            : await changes.AddAsync(owner, code, cancellationToken);
        if (verdict is not (CodeVerdict.Serves or CodeVerdict.Waits))
            return verdict;
        code.Finish(clock.GetUtcNow());
        return await db.TrySaveAsync(cancellationToken) ? verdict : null;
    }

    private IEnumerable<string> OwnDomains(Person person) => person.Address is { } professional ? options.Value.OwnDomains.Append(professional.Domain) : options.Value.OwnDomains;

    /// <summary>Of the page that the person reads.</summary>
    private static MailLanguage OwnLanguage => MailLanguages.Of(CultureInfo.CurrentUICulture);

    private async Task<CodeSending> SendAsync(BackupAddressOwner owner, OutsideAddress address, long? confirms, CodeLetter letter, CancellationToken cancellationToken)
    {
        if (await codes.WaitAsync(owner, address, cancellationToken) is { } wait)
            return new CodeSending.TooMany(wait);

        var code = codes.Make(owner, address, confirms);
        outbox.Add(templates.Write(letter.Around(code), MailRecipient.Of(address), letter.Language) with { Reader = owner.Person.Key }, goodFor: options.Value.CodeLifetime);
        await db.SaveChangesAsync(cancellationToken);
        return new CodeSending.Sent(address);
    }
}
