using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Preferences;

/// <summary>What people chose for their account, and what it makes of them.</summary>
public sealed class PreferenceBook(IdentityDb db, PersonRecords records)
{
    public async Task<ChosenPreferences> FindAsync(DirectoryKey person, CancellationToken cancellationToken) =>
        await db.Accounts
            .Where(account => account.DirectoryKey == person.Value)
            .Select(account => new ChosenPreferences(account.Language, account.NameForm))
            .SingleOrDefaultAsync(cancellationToken) ?? ChosenPreferences.None;

    /// <summary>Language of mails to a person: theirs, else <paramref name="otherwise"/>.</summary>
    public async Task<MailLanguage> LanguageOfMailsAsync(DirectoryKey person, MailLanguage otherwise, CancellationToken cancellationToken) =>
        MailLanguages.OfChoice((await FindAsync(person, cancellationToken)).Language) ?? otherwise;

    /// <summary>The person with the name and the language that they chose, where they chose any.</summary>
    public async Task<Person> ApplyAsync(Person person, ChosenPreferences chosen, CancellationToken cancellationToken)
    {
        var spoken = chosen.Language is { } language ? person with { Language = language } : person;
        return chosen.NameForm is NameForm.Birth or NameForm.BirthAndUsual
            ? spoken with { DisplayName = NameForms.NameOf(person, await FindBirthNameAsync(person.Key, cancellationToken), chosen.NameForm.Value) }
            : spoken;
    }

    /// <summary>Null where no feed said it.</summary>
    public async Task<string?> FindBirthNameAsync(DirectoryKey person, CancellationToken cancellationToken) =>
        await db.People.AsNoTracking().SingleOrDefaultAsync(record => record.DirectoryKey == person.Value, cancellationToken) is { } record ? records.Read(record).Facts.BirthName : null;
}
