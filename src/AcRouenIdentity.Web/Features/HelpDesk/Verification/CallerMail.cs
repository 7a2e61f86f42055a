using System.Globalization;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.Shared.Notices;
using AcRouenIdentity.Web.Features.Shared.Preferences;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Verification;

/// <summary>The mail with a code that somebody reads to the agent whom they called.</summary>
public sealed class CallerMail(MailOutbox outbox, MailTemplates templates, PreferenceBook preferences, IOptions<HelpDeskOptions> options, IOptions<BackupAddressOptions> addresses, TimeProvider clock)
{
    private DateTimeOffset LocalNow => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), PublicTime.Zone);

    /// <summary>Around the code to an address that the person gives to the agent.</summary>
    internal async Task<CodeLetter> AroundAddressCodeAsync(CaseFile file, Person person, CancellationToken cancellationToken)
    {
        var language = await LanguageOfAsync(person, cancellationToken);
        return new CodeLetter(code => new MailContent.CallerAddress(person.GivenName, code, addresses.Value.CodeLifetime, LocalNow, file.Case.Reference), language);
    }

    /// <summary>Adds it to what the caller saves.</summary>
    public async Task AddAsync(CaseFile file, Person person, OutsideAddress address, PrintedCode code, CancellationToken cancellationToken)
    {
        var language = await LanguageOfAsync(person, cancellationToken);
        var content = new MailContent.CallerCode(person.GivenName, code, options.Value.StepLifetime, LocalNow, file.Case.Reference);
        outbox.Add(templates.Write(content, MailRecipient.Of(address), language) with { Reader = person.Key }, goodFor: options.Value.StepLifetime);
    }

    private Task<MailLanguage> LanguageOfAsync(Person person, CancellationToken cancellationToken) =>
        preferences.LanguageOfMailsAsync(person.Key, MailLanguages.Of(CultureInfo.CurrentUICulture), cancellationToken);
}
