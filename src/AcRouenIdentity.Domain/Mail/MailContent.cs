using System.Globalization;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Mail;

/// <summary>What one mail says, beside what every mail of the service says. The words are the theme's.</summary>
public abstract record MailContent
{
    private MailContent()
    {
    }

    public abstract MailKind Kind { get; }

    /// <summary>What templates may print, by the names they call it.</summary>
    public abstract IEnumerable<(string Name, string Value)> Facts { get; }

    /// <summary>What people wrote in several lines, which templates print one by one.</summary>
    public virtual IEnumerable<(string Name, IReadOnlyList<string> Lines)> Passages => [];

    /// <summary>The fact without which the mail would be of no use.</summary>
    public abstract string Essential { get; }

    public sealed override string ToString() => Kind.ToString();

    /// <param name="Lifetime">Of the code; good for the outbox too, which drops a mail whose code has expired.</param>
    public sealed record BackupAddressCode(string GivenName, PrintedCode Code, TimeSpan Lifetime) : MailContent
    {
        public override MailKind Kind => MailKind.BackupAddressCode;

        public override IEnumerable<(string Name, string Value)> Facts =>
        [
            ("given_name", GivenName),
            ("code", Code.RevealInGroups()),
            ("minutes", Math.Floor(Lifetime.TotalMinutes).ToString(CultureInfo.InvariantCulture)),
        ];

        public override string Essential => Code.RevealInGroups();
    }

    /// <param name="NewAddress">What its owner recognises of the address to confirm.</param>
    /// <param name="Lifetime">As for <see cref="BackupAddressCode"/>.</param>
    public sealed record BackupAddressConfirmation(string GivenName, string NewAddress, PrintedCode Code, TimeSpan Lifetime) : MailContent
    {
        public override MailKind Kind => MailKind.BackupAddressConfirmation;

        public override IEnumerable<(string Name, string Value)> Facts => [.. new BackupAddressCode(GivenName, Code, Lifetime).Facts, ("new_address", NewAddress)];

        public override string Essential => Code.RevealInGroups();
    }

    /// <param name="Account">What its owner signs in with.</param>
    /// <param name="Lifetime">As for <see cref="BackupAddressCode"/>.</param>
    /// <param name="At">When it was asked for, in the time of the people of the académie.</param>
    /// <param name="Place">Where, in words; null where nobody can say.</param>
    /// <param name="Page">Where the code is typed, with the code in the fragment: no server sees it, and opening it uses nothing.</param>
    public sealed record RecoveryCode(string GivenName, Login Account, PrintedCode Code, TimeSpan Lifetime, DateTimeOffset At, string? Place, Uri Page) : MailContent
    {
        public override MailKind Kind => MailKind.RecoveryCode;

        public override IEnumerable<(string Name, string Value)> Facts =>
        [
            .. new BackupAddressCode(GivenName, Code, Lifetime).Facts,
            ("login", Account.ToString()),
            ("day", At.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
            ("time", At.ToString("HH:mm", CultureInfo.InvariantCulture)),
            ("place", Place ?? ""),
            ("page", Page.ToString()),
        ];

        public override string Essential => Code.RevealInGroups();
    }

    /// <summary>To the owner of an account, at every address known: something that lets people in has changed.</summary>
    /// <param name="At">In the time of the people of the académie.</param>
    /// <param name="Page">Where they see what happened.</param>
    /// <param name="AddressesPage">Where they undo a change of backup addresses.</param>
    /// <param name="Undo">For how long they may, and for how long such a change waits.</param>
    /// <param name="RecoveryPage">Where a blocked account is given back.</param>
    /// <param name="Contest">How they say that it was not them; null where there is nothing left to say.</param>
    public sealed record AccountChanged(
        string GivenName, AccountChange Change, DateTimeOffset At, Uri Page, Uri AddressesPage, TimeSpan Undo, Uri RecoveryPage, ContestInvitation? Contest) : MailContent
    {
        public override MailKind Kind => MailKind.AccountChanged;

        public override IEnumerable<(string Name, string Value)> Facts =>
        [
            ("given_name", GivenName),
            ("change", Change.ToString().ToLowerInvariant()),
            ("day", At.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
            ("time", At.ToString("HH:mm", CultureInfo.InvariantCulture)),
            ("page", Page.ToString()),
            ("addresses_page", AddressesPage.ToString()),
            ("hours", Math.Ceiling(Undo.TotalHours).ToString(CultureInfo.InvariantCulture)),
            ("recovery_page", RecoveryPage.ToString()),
            ("contest_page", Contest?.Link.ToString() ?? ""),
            ("contest_address", Contest?.Page.ToString() ?? ""),
            ("contest_code", Contest?.Code.RevealInGroups() ?? ""),
            ("contest_days", Contest is null ? "" : Math.Floor(Contest.Lifetime.TotalDays).ToString(CultureInfo.InvariantCulture)),
        ];

        public override string Essential => At.ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    /// <param name="Reference">What the writer was told to quote.</param>
    /// <param name="School">As they call it; null where they did not say.</param>
    /// <param name="Message">Without NUMEN or INA (<see cref="People.ConfidentialIdentifiers"/>).</param>
    public sealed record AssistanceRequest(
        string Reference, string Name, string? School, MailRecipient Address, string? Phone, string Subject, string Message, MailLanguage Language) : MailContent
    {
        public override MailKind Kind => MailKind.AssistanceRequest;

        public override IEnumerable<(string Name, string Value)> Facts =>
        [
            ("reference", Reference),
            ("name", Name),
            ("school", School ?? ""),
            ("address", Address.Reveal()),
            ("phone", Phone ?? ""),
            ("request_subject", Subject),
            ("in_english", Language == MailLanguage.English ? "true" : ""),
        ];

        public override IEnumerable<(string Name, IReadOnlyList<string> Lines)> Passages => [("message", Message.ReplaceLineEndings("\n").Split('\n'))];

        public override string Essential => Reference;
    }

    /// <summary>To the assistance: somebody who was told of a change to an account says that it was not theirs, and the account is blocked.</summary>
    /// <param name="Reference">What they were told to quote.</param>
    /// <param name="ToldAt">When they were told of the change, in the time of the people of the académie.</param>
    public sealed record AccountContested(string Reference, string Name, Login Account, AccountChange Change, DateTimeOffset ToldAt) : MailContent
    {
        public override MailKind Kind => MailKind.AccountContested;

        public override IEnumerable<(string Name, string Value)> Facts =>
        [
            ("reference", Reference),
            ("name", Name),
            ("login", Account.ToString()),
            ("change", Change.ToString().ToLowerInvariant()),
            ("day", ToldAt.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
            ("time", ToldAt.ToString("HH:mm", CultureInfo.InvariantCulture)),
        ];

        public override string Essential => Reference;
    }

    /// <summary>To a backup address: a code to be read to the agent whom its owner called.</summary>
    /// <param name="At">In the time of the people of the académie.</param>
    /// <param name="Case">Reference that the agent quotes.</param>
    public sealed record CallerCode(string GivenName, PrintedCode Code, TimeSpan Lifetime, DateTimeOffset At, string Case) : MailContent
    {
        public override MailKind Kind => MailKind.CallerCode;

        public override IEnumerable<(string Name, string Value)> Facts =>
        [
            .. new BackupAddressCode(GivenName, Code, Lifetime).Facts,
            ("day", At.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
            ("time", At.ToString("HH:mm", CultureInfo.InvariantCulture)),
            ("case", Case),
        ];

        public override string Essential => Code.RevealInGroups();
    }

    /// <summary>To an address that somebody wants as their backup address: a code to be read to the agent whom they called.</summary>
    /// <param name="At">As for <see cref="CallerCode"/>.</param>
    /// <param name="Case">As for <see cref="CallerCode"/>.</param>
    public sealed record CallerAddress(string GivenName, PrintedCode Code, TimeSpan Lifetime, DateTimeOffset At, string Case) : MailContent
    {
        public override MailKind Kind => MailKind.CallerAddress;

        public override IEnumerable<(string Name, string Value)> Facts => new CallerCode(GivenName, Code, Lifetime, At, Case).Facts;

        public override string Essential => Code.RevealInGroups();
    }

    /// <summary>Counts alone: who the letters are for stands on the page that it leads to.</summary>
    /// <param name="Establishment">Its name, or its UAI where the name is not known.</param>
    /// <param name="Page">Where letters are handed over.</param>
    public sealed record LettersWaiting(string Establishment, WaitingLetters Letters, Uri Page) : MailContent
    {
        public override MailKind Kind => MailKind.LettersWaiting;

        public override IEnumerable<(string Name, string Value)> Facts =>
        [
            ("establishment", Establishment),
            ("letters", Number(Letters.Total)),
            ("several", Letters.Total > 1 ? "true" : ""),
            ("letters_of_the_week", NumberOrNothing(Letters.Week)),
            ("letters_of_the_month", NumberOrNothing(Letters.Month)),
            ("older_letters", NumberOrNothing(Letters.Older)),
            ("expired_letters", NumberOrNothing(Letters.Expired)),
            ("page", Page.ToString()),
        ];

        public override string Essential => Number(Letters.Total);

        private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

        private static string NumberOrNothing(int number) => number > 0 ? Number(number) : "";
    }
}
