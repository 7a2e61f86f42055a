using System.Globalization;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.Recovery.ByMail;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Networks;
using AcRouenIdentity.Web.Features.Shared.Notices;
using AcRouenIdentity.Web.Features.Shared.Preferences;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Recovery.Requests;

/// <summary>Who was meant by an INA and an address, and where the code goes: to the address as it was verified, never to what was typed.</summary>
public sealed record MailCodeAddressee(Person Person, OutsideAddress Address, string AddressLookup);

/// <summary>Decides whether a code leaves: INA and address belong to one person, whose account is open, whose address serves now, and who was not written to too often.</summary>
public sealed class MailCodeRequests(
    IdentityDb db,
    RecoveryClaims claims,
    InaIssuing inas,
    IDirectory directory,
    BackupAddressBook book,
    BackupAddressVault vault,
    AccountAlarms alarms,
    AttemptLimiter attempts,
    MailCodes codes,
    MailCodeMail mail,
    AccountBook accounts,
    AuditTrail audit,
    IOptions<RecoveryOptions> options,
    TimeProvider clock)
{
    /// <summary>Decides, saves, and forgets the request.</summary>
    /// <exception cref="DirectoryUnavailableException">Nobody knows; the request is still there.</exception>
    public async Task DecideAsync(RecoveryRequest request, CancellationToken cancellationToken)
    {
        var addressee = await FindAsync(claims.Open<MailCodeClaim>(request), cancellationToken);
        if (addressee is not null && !await MayWriteAsync(addressee, cancellationToken))
            addressee = null;

        if (await db.RecoveryTickets.SingleOrDefaultAsync(row => row.TokenHash == request.TicketHash, cancellationToken) is { State: RecoveryState.Awaiting } ticket)
            await AnswerAsync(request, ticket, addressee, cancellationToken);
        db.Remove(request);
        await db.TrySaveAsync(cancellationToken);
    }

    private async Task<MailCodeAddressee?> FindAsync(MailCodeClaim claim, CancellationToken cancellationToken)
    {
        if (!Ina.TryParse(claim.Ina, out var ina) || !OutsideAddress.TryParse(claim.Address, out var typed))
            return null;
        if (await inas.FindOwnerAsync(ina, cancellationToken) is not { } owner)
            return null;
        var lookup = vault.Lookup(typed);
        if ((await book.FindServingAsync(owner, cancellationToken)).FirstOrDefault(own => own.Record.Lookup == lookup) is not { } address)
            return null;
        if (await directory.FindAsync(owner, cancellationToken) is not { State: AccountState.Active } person)
            return null;
        // Where a change is contested, whoever changed it may read this address.
        return await alarms.FindAsync(person, cancellationToken) is AccountAlarm.Contested ? null : new MailCodeAddressee(person, address.Address, lookup);
    }

    private async Task<bool> MayWriteAsync(MailCodeAddressee addressee, CancellationToken cancellationToken) =>
        await attempts.CountAsync("recovery mail to address", addressee.AddressLookup, AttemptSchedule.RecoveryMails, cancellationToken) == TimeSpan.Zero
        && await attempts.CountAsync("recovery mail to person", addressee.Person.Key.Value, AttemptSchedule.RecoveryMails, cancellationToken) == TimeSpan.Zero;

    private async Task AnswerAsync(RecoveryRequest request, RecoveryTicket ticket, MailCodeAddressee? addressee, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + options.Value.MailCodeLifetime;
        if (addressee is not { Person: var person })
        {
            ticket.Expect(directoryKey: null, codeHash: null, until);
            return;
        }

        await EndOlderAsync(person.Key, cancellationToken);
        var code = codes.New();
        ticket.Expect(person.Key.Value, codes.HashOf(ticket, code), until);
        await mail.AddAsync(request, addressee, code, cancellationToken);
        audit.Record(new AuditEvent.RecoveryAsked(accounts.SubjectOf(person), RecoveryWay.BackupAddress));
    }

    /// <summary>A newer code ends those before it.</summary>
    private async Task EndOlderAsync(DirectoryKey person, CancellationToken cancellationToken)
    {
        var older = await db.RecoveryTickets
            .Where(ticket => ticket.DirectoryKey == person.Value && ticket.State == RecoveryState.Awaiting)
            .ToListAsync(cancellationToken);
        older.ForEach(ticket => ticket.End());
    }
}

/// <summary>The mail that carries a code.</summary>
public sealed class MailCodeMail(MailOutbox outbox, MailTemplates templates, PreferenceBook preferences, Places places, PublicAddress address, IOptions<RecoveryOptions> options)
{
    /// <summary>Adds it to what the caller saves.</summary>
    public async Task AddAsync(RecoveryRequest request, MailCodeAddressee addressee, PrintedCode code, CancellationToken cancellationToken)
    {
        var person = addressee.Person;
        var language = await preferences.LanguageOfMailsAsync(person.Key, MailLanguages.Of(CultureInfo.GetCultureInfo(request.Language)), cancellationToken);
        var content = new MailContent.RecoveryCode(
            person.GivenName,
            person.Login,
            code,
            options.Value.MailCodeLifetime,
            TimeZoneInfo.ConvertTime(request.AskedAt, PublicTime.Zone),
            places.NameOf(request.Source, language),
            new Uri(address.Of(RecoveryPaths.Code[1..]), $"#c={code.RevealInGroups()}"));
        outbox.Add(templates.Write(content, MailRecipient.Of(addressee.Address), language) with { Reader = person.Key }, goodFor: options.Value.MailCodeLifetime);
    }
}
