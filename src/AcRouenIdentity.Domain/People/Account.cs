using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Domain.People;

/// <summary>What the provider keeps of a person beside the directory: the link between the directory key and the opaque subject of tokens.</summary>
public sealed class Account
{
    /// <summary>Opaque, stable, derived at creation, never reused: the <c>sub</c> claim.</summary>
    public required string Subject { get; init; }

    public required string DirectoryKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Language that the person chose for pages and mails (RFC 5646); null for what their browser says.</summary>
    public string? Language { get; set; }

    /// <summary>Null while nothing was chosen.</summary>
    public NameForm? NameForm { get; set; }

    /// <summary>When the form of the name was last chosen.</summary>
    public DateTimeOffset? NameChosenAt { get; set; }

    /// <summary>Concurrency token of <see cref="SecondFactors.EnrolledFactors"/>: two tabs that each take one away cannot both leave the last.</summary>
    public int FactorsVersion { get; private set; }

    /// <summary>While there is one, no session of the account is worth anything and none opens.</summary>
    public AccountAlarm? Alarm { get; private set; }

    /// <summary>When it was last raised. Concurrency token: a recovery that is under way lifts no alarm that it did not see.</summary>
    public DateTimeOffset? AlarmedAt { get; private set; }

    /// <summary>Until then no application reads mail with this account, alarm or not.</summary>
    public DateTimeOffset? MailClosedUntil { get; private set; }

    public void NoteFactorTaken() => FactorsVersion++;

    public void Raise(AccountAlarm alarm, DateTimeOffset now)
    {
        Alarm = Alarm is AccountAlarm.Contested ? Alarm : alarm;
        AlarmedAt = now;
    }

    /// <summary>Keeps mail closed for longer, and never for less.</summary>
    public void CloseMail(DateTimeOffset until) => MailClosedUntil = MailClosedUntil > until ? MailClosedUntil : until;

    public void LiftAlarm() => (Alarm, AlarmedAt) = (null, null);

    /// <summary>Whether this right to choose a password outlives the alarm: a recovery proven since, and not by a mail where a change is contested.</summary>
    public bool Admits(PasswordGrant grant) => Alarm is null
        || (grant.Reason is PasswordGrantReason.Recovered && grant.IssuedAt >= AlarmedAt && (Alarm is not AccountAlarm.Contested || !AuthenticationMethods.IncludeMail(grant.Methods)));
}
