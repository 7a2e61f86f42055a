using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.ApplicationPasswords;

/// <param name="Name">One that <see cref="ChosenName"/> finds no flaw in.</param>
/// <param name="SessionId">In which it is asked for: where that is over, so is the asking.</param>
public sealed record WantedPassword(Person Owner, string Name, MailUse Use, string SessionId);

public abstract record MakingVerdict
{
    private MakingVerdict()
    {
    }

    /// <summary>To be shown now, and never again.</summary>
    public sealed record Made(ApplicationPasswordText Password) : MakingVerdict;

    public sealed record Refused(MakingRefusal Reason) : MakingVerdict;

    public T Match<T>(Func<Made, T> made, Func<Refused, T> refused) => this switch
    {
        Made outcome => made(outcome),
        Refused outcome => refused(outcome),
        _ => throw new InvalidOperationException("A closed set."),
    };
}

public enum MakingRefusal
{
    /// <summary>Another of theirs is called so.</summary>
    NameTaken,
    TooMany,

    /// <summary>Somebody else was said to be in the account, a short while ago.</summary>
    MailClosed,

    /// <summary>Another was made, or all were ended, at the same moment.</summary>
    Overtaken,
}

/// <summary>
/// Gives a mail program a password. The directory and the database share no transaction: the database says first what will stand in the directory, so that whatever is cut short is removed there.
/// </summary>
public sealed class ApplicationPasswordMaking(
    IdentityDb db,
    IApplicationPasswordEntries entries,
    ISecretGenerator secrets,
    AccountAlarms alarms,
    AccountBook accounts,
    AuditTrail audit,
    IAccountNotices notices,
    ApplicationPasswordEnding ending,
    IOptions<MailClientsOptions> options,
    TimeProvider clock)
{
    /// <exception cref="DirectoryUnavailableException">None was made.</exception>
    public async Task<MakingVerdict> MakeAsync(WantedPassword wanted, CancellationToken cancellationToken)
    {
        var subject = accounts.SubjectOf(wanted.Owner);
        if (await alarms.FindMailClosureAsync(subject, cancellationToken) is not null)
            return new MakingVerdict.Refused(MakingRefusal.MailClosed);

        var others = await db.ApplicationPasswords.AsNoTracking().Where(password => password.Subject == subject).ToListAsync(cancellationToken);
        var name = ChosenName.Canonical(wanted.Name);
        if (others.Exists(other => other.EndedAt is null && string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)))
            return new MakingVerdict.Refused(MakingRefusal.NameTaken);
        var slot = Enumerable.Range(1, options.Value.PasswordsPerPerson).FirstOrDefault(number => others.TrueForAll(other => other.Slot != number));
        if (slot == 0)
            return new MakingVerdict.Refused(MakingRefusal.TooMany);

        var text = TextApartFrom(others);
        var row = new ApplicationPassword
        {
            Id = secrets.Token(ApplicationPassword.IdBytes),
            Subject = subject,
            Name = name,
            Beginning = text.Beginning,
            Use = wanted.Use,
            Slot = slot,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(row);
        if (!await db.TrySaveAsync(cancellationToken))
            return new MakingVerdict.Refused(MakingRefusal.Overtaken);
        await AddAsync(new ApplicationPasswordEntry(row.Id, wanted.Owner.Login, wanted.Owner.Address, wanted.Use, text));
        return await ConfirmAsync(row, wanted) ? new MakingVerdict.Made(text) : new MakingVerdict.Refused(MakingRefusal.Overtaken);
    }

    /// <summary>A mail server finds one by login and beginning, and refuses where it finds two.</summary>
    private ApplicationPasswordText TextApartFrom(List<ApplicationPassword> others)
    {
        while (true)
        {
            var text = ApplicationPasswordText.Of(secrets.Bytes(ApplicationPasswordText.RandomBytes));
            if (others.TrueForAll(other => other.Beginning != text.Beginning))
                return text;
        }
    }

    // From here on a browser that goes away cuts nothing short.
    private async Task AddAsync(ApplicationPasswordEntry entry)
    {
        try
        {
            await entries.AddAsync(entry, CancellationToken.None);
        }
        catch (DirectoryUnavailableException)
        {
            await ForgoAsync(entry.Id);
            throw;
        }
    }

    /// <returns>False where it was ended, or the session was, while it was made.</returns>
    private async Task<bool> ConfirmAsync(ApplicationPassword row, WantedPassword wanted)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var now = clock.GetUtcNow();
        var ready = await db.ApplicationPasswords
            .Where(password => password.Id == row.Id && password.EndedAt == null && db.Sessions.Any(session => session.Id == wanted.SessionId && session.EndedAt == null))
            .ExecuteUpdateAsync(update => update.SetProperty(password => password.ReadyAt, now), CancellationToken.None);
        if (ready == 0)
        {
            await transaction.DisposeAsync();
            await ForgoAsync(row.Id);
            return false;
        }

        audit.Record(new AuditEvent.ApplicationPasswordMade(row.Subject, row.Use));
        await notices.TellAsync(wanted.Owner, AccountChange.ApplicationPasswordMade, CancellationToken.None);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    private async Task ForgoAsync(string id)
    {
        await ending.EndAsync(db.ApplicationPasswords.Where(password => password.Id == id), ApplicationPasswordEnd.Unfinished, CancellationToken.None);
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
