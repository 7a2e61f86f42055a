using System.Globalization;
using System.Text;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Infrastructure.Mail.Templates;

/// <summary>The names by which templates call what they print. A null is known and empty; any other name is a mistake of the template.</summary>
internal static class MailFacts
{
    public static IEnumerable<(string Name, string? Value)> Of(MailFrame frame) =>
    [
        ("service_name", OneLine(frame.ServiceName)),
        ("service_url", OneLine(frame.ServiceUrl)),
        ("assistance", frame.HasAssistance ? "true" : null),
        ("assistance_name", OneLine(frame.AssistanceName)),
        ("assistance_phone", OneLine(frame.AssistancePhone)),
        ("assistance_mail", OneLine(frame.AssistanceMail)),
        ("assistance_url", OneLine(frame.AssistanceUrl)),
        ("assistance_hours", OneLine(frame.AssistanceHours)),
    ];

    public static IEnumerable<(string Name, string? Value)> Of(MailContent content) => content.Facts.Select(fact => (fact.Name, OneLine(fact.Value)));

    public static IEnumerable<(string Name, IReadOnlyList<string> Lines)> PassagesOf(MailContent content) =>
        content.Passages.Select(passage => (passage.Name, (IReadOnlyList<string>)[.. passage.Lines.Select(line => OneLine(line) ?? "")]));

    /// <summary>What templates are tried with at start.</summary>
    public static MailContent Example(MailKind kind) => kind switch
    {
        MailKind.BackupAddressCode => new MailContent.BackupAddressCode("Zoé", ExampleCode(8), TimeSpan.FromMinutes(15)),
        MailKind.LettersWaiting => new MailContent.LettersWaiting("Lycée Les Falaises", new WaitingLetters(3, 4, 5, 1), new Uri("https://example.org/courriers/remise")),
        MailKind.BackupAddressConfirmation => new MailContent.BackupAddressConfirmation("Zoé", "z•••@example.org", ExampleCode(8), TimeSpan.FromMinutes(15)),
        MailKind.RecoveryCode => new MailContent.RecoveryCode(
            "Zoé", Login.Parse("zfalaise1"), ExampleCode(8), TimeSpan.FromMinutes(15), new DateTimeOffset(2026, 9, 1, 8, 30, 0, TimeSpan.FromHours(2)), "Rouen",
            new Uri("https://example.org/mot-de-passe-oublie/code#c=ABCD")),
        MailKind.AccountChanged => new MailContent.AccountChanged(
            "Zoé", AccountChange.PasskeyAdded, new DateTimeOffset(2026, 9, 1, 8, 30, 0, TimeSpan.FromHours(2)),
            new Uri("https://example.org/compte/activite"), new Uri("https://example.org/compte/adresses"), TimeSpan.FromHours(48),
            new Uri("https://example.org/mot-de-passe-oublie"), new ContestInvitation(ExampleCode(12), new Uri("https://example.org/contester"), TimeSpan.FromDays(7))),
        MailKind.CallerAddress => new MailContent.CallerAddress("Zoé", ExampleCode(8), TimeSpan.FromMinutes(15), new DateTimeOffset(2026, 9, 1, 8, 30, 0, TimeSpan.FromHours(2)), "7A3F-22C1"),
        MailKind.CallerCode => new MailContent.CallerCode("Zoé", ExampleCode(8), TimeSpan.FromMinutes(15), new DateTimeOffset(2026, 9, 1, 8, 30, 0, TimeSpan.FromHours(2)), "7A3F-22C1"),
        MailKind.AssistanceRequest => new MailContent.AssistanceRequest(
            "7K3M-9QXA", "Zoé", "Lycée Les Falaises", MailRecipient.Parse("zoe@example.org"), "02 00 00 00 00", "Sujet", "Une ligne.\n\nUne autre.", MailLanguage.English),
        MailKind.AccountContested => new MailContent.AccountContested(
            "7K3M-9QXA", "Zoé Falaise", Login.Parse("zfalaise1"), AccountChange.PasskeyAdded, new DateTimeOffset(2026, 9, 1, 8, 30, 0, TimeSpan.FromHours(2))),
    };

    private static PrintedCode ExampleCode(int length) => PrintedCode.Of(Enumerable.Repeat((byte)0xA5, PrintedCode.RandomBytes(length)).ToArray(), length);

    /// <summary>A name with a line end would make lines of its own, in the subject too.</summary>
    private static string? OneLine(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            line.Append(IsBreak(rune) ? " " : rune.ToString());
        return line.ToString();
    }

    private static bool IsBreak(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
