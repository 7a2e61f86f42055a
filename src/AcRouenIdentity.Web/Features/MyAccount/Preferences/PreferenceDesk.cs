using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Languages;
using AcRouenIdentity.Web.Features.Shared.Preferences;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.MyAccount.Preferences;

public enum PreferenceVerdict
{
    Kept,

    /// <summary>Not a language of these pages.</summary>
    UnknownLanguage,

    /// <summary>Not a form of the name that is known of this person.</summary>
    UnknownName,
}

/// <summary>A name in one of its forms.</summary>
public sealed record NamedForm(NameForm Form, string Name);

/// <summary>How a person is spoken to and shown, among what is known of them: nobody names themselves.</summary>
public sealed class PreferenceDesk(IdentityDb db, IDirectory directory, PreferenceBook book, AuditTrail audit, TimeProvider clock)
{
    public Task<ChosenPreferences> FindAsync(Person person, CancellationToken cancellationToken) => book.FindAsync(person.Key, cancellationToken);

    /// <summary>Those that the person may choose among, each as it is shown.</summary>
    public async Task<IReadOnlyList<NamedForm>> FindNamesAsync(Person owner, CancellationToken cancellationToken)
    {
        // Anew: the person of a page is named as they chose.
        var person = await directory.FindAsync(owner.Key, cancellationToken) ?? owner;
        var birthName = await book.FindBirthNameAsync(person.Key, cancellationToken);
        return [.. NameForms.Of(person, birthName).Select(form => new NamedForm(form, NameForms.NameOf(person, birthName, form)))];
    }

    /// <summary>What is chosen already changes nothing, and is not recorded again.</summary>
    /// <param name="language">RFC 5646; null for what the browser says.</param>
    public async Task<PreferenceVerdict> ChooseAsync(Person person, string? language, NameForm? form, CancellationToken cancellationToken)
    {
        if (language is not (null or Language.French or Language.English))
            return PreferenceVerdict.UnknownLanguage;
        if (form is not { } chosen || (await FindNamesAsync(person, cancellationToken)).All(name => name.Form != chosen))
            return PreferenceVerdict.UnknownName;

        var account = await db.Accounts.SingleAsync(row => row.DirectoryKey == person.Key.Value, cancellationToken);
        if (account.Language != language)
        {
            account.Language = language;
            audit.Record(new AuditEvent.PreferenceChosen(account.Subject, Preference.Language));
        }

        if ((account.NameForm ?? NameForm.Usual) != chosen)
        {
            (account.NameForm, account.NameChosenAt) = (chosen, clock.GetUtcNow());
            audit.Record(new AuditEvent.PreferenceChosen(account.Subject, Preference.NameForm));
        }

        await db.SaveChangesAsync(cancellationToken);
        return PreferenceVerdict.Kept;
    }
}
