using System.Globalization;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using AcRouenIdentity.Web.Features.Alarms.Contests;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Notices;
using AcRouenIdentity.Web.Features.Shared.Preferences;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>Writes to the professional address and to each backup address, removed ones of late among them, so that whoever took one of them over cannot keep the others from knowing.</summary>
internal sealed class AccountNotices(
    BackupAddressBook book,
    PreferenceBook preferences,
    ContestCodes contests,
    MailOutbox outbox,
    MailTemplates templates,
    PublicAddress address,
    IOptions<BackupAddressOptions> options,
    TimeProvider clock) : IAccountNotices
{
    private const string ActivityPage = "compte/activite";
    private const string AddressesPage = "compte/adresses";

    public async Task TellAsync(Person person, AccountChange change, CancellationToken cancellationToken)
    {
        var at = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), PublicTime.Zone);
        var content = new MailContent.AccountChanged(
            person.GivenName,
            change,
            at,
            address.Of(ActivityPage),
            address.Of(AddressesPage),
            options.Value.ChangeDelay,
            address.Of(RecoveryPaths.Choice[1..]),
            contests.Invite(person, change));
        var language = await preferences.LanguageOfMailsAsync(person.Key, MailLanguages.Of(CultureInfo.CurrentUICulture), cancellationToken);
        foreach (var recipient in await RecipientsAsync(person, cancellationToken))
            outbox.Add(templates.Write(content, recipient, language) with { Reader = person.Key }, goodFor: null);
    }

    private async Task<IReadOnlyList<MailRecipient>> RecipientsAsync(Person person, CancellationToken cancellationToken)
    {
        var backups = (await book.FindHearingAsync(person.Key, cancellationToken)).Select(own => MailRecipient.Of(own.Address));
        return person.Address is { } professional ? [MailRecipient.Of(professional), .. backups] : [.. backups];
    }
}
