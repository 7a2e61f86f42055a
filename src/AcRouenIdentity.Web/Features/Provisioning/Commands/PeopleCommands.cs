using System.CommandLine;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.Provisioning.Commands;

/// <summary><c>people find|show|delegate|suspend|restore|recognise|distinct</c>.</summary>
internal static class PeopleCommands
{
    private const int MostShown = 50;

    private static readonly Argument<string[]> Words = new("words") { Description = "Beginnings of names, login or address.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Argument<string> Who = new("login") { Description = "Login of the person." };
    private static readonly Argument<string> FeedKey = new("key") { Description = "Key that the feed gives (AC-ROUEN$2828)." };
    private static readonly Option<string?> School = new("--school") { Description = "Only people of this establishment (UAI)." };
    private static readonly Option<AccountState?> State = new("--state") { Description = "Only accounts in this state." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept in the person's history.", Required = true };
    private static readonly Option<string?> Until = new("--until") { Description = "Last day of the suspension; without it, until somebody restores the account." };

    public static Command Create() => new("people", "Find people and their accounts; suspend and restore them.")
    {
        With(new Command("find", "Find people.") { Words, School, State }, FindAsync),
        With(new Command("show", "Show a person and their whole history.") { Who }, ShowAsync),
        DelegateCommand.Create(),
        With(new Command("suspend", "Close an account: its sessions end at once, and no feed reopens it. Said again of a suspended one, changes reason and last day.") { Who, Reason, Until }, SuspendAsync),
        With(new Command("restore", "Reopen a suspended account.") { Who, Reason }, RestoreAsync),
        With(new Command("recognise", "Say that a delegated person is the one a feed gives this key.") { Who, FeedKey, Reason }, RecogniseAsync),
        With(new Command("distinct", "Say that the person of this key is another than the delegated people they resemble.") { FeedKey, Reason }, DeclareDistinctAsync),
    };

    private static Command With(Command command, Func<ParseResult, Wording, TerminalReport, CancellationToken, Task<int>> action)
    {
        command.Run(action);
        return command;
    }

    private static async Task<int> FindAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        var school = parsed.GetValue(School);
        if (school is not null && !Rne.TryParse(school, out _))
            return report.Refuse(wording["SchoolMalformed"]);

        var query = new PeopleQuery(string.Join(' ', parsed.GetValue(Words) ?? []), school is null ? null : Rne.Parse(school), parsed.GetValue(State), Reach.Everywhere);
        var found = await AskAsync<PeopleSearch, PeopleFound>(search => search.FindAsync(query, MostShown, cancellationToken), cancellationToken);
        report.WriteTable(
            [wording["ColumnLogin"], wording["ColumnPerson"], wording["ColumnAddress"], wording["ColumnEstablishment"], wording["ColumnState"]],
            found.People.Select(person => Row(person, wording)));
        report.Say(found.HasMore ? wording.Format("PeopleMany", MostShown) : wording.Format("PeopleFound", found.People.Count));
        return ExitCodes.Done;
    }

    private static IReadOnlyList<string> Row(PersonRecord person, Wording wording) =>
        [person.Login ?? "", $"{person.GivenName} {person.Surname}".Trim(), person.Address ?? "", person.MainEstablishment ?? "", wording.Of(person.State)];

    private static async Task<int> ShowAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        if (!Login.TryParse(parsed.GetRequiredValue(Who), out var login))
            return report.Refuse(wording["LoginMalformed"]);
        var sheet = await AskAsync<PeopleSearch, PersonSheet?>(search => search.FindSheetAsync(login, cancellationToken), cancellationToken);
        if (sheet is null)
            return report.Refuse(wording["PersonUnknown"]);

        var person = sheet.Record;
        report.WriteTable([wording["ColumnLogin"], wording["ColumnPerson"], wording["ColumnAddress"], wording["ColumnEstablishment"], wording["ColumnState"]], [Row(person, wording)]);
        if (person.State == AccountState.Suspended)
            report.Say($"{(person.SuspendedUntil is { } until ? wording.Format("SuspendedUntil", wording.Day(until)) : wording["SuspendedForGood"])} {person.SuspensionReason}".TrimEnd());
        var rows = new ReportRows(wording);
        foreach (var change in sheet.History)
            report.Write(rows.Of(change), change, wording.Moment(change.At));
        return ExitCodes.Done;
    }

    private static async Task<int> SuspendAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        var (until, day) = (parsed.GetValue(Until), CommandFrame.FindDay(parsed.GetValue(Until)));
        if (until is not null && day is null)
            return report.Refuse(wording["DateMalformed"]);
        return await DecideAsync(parsed, wording, report, (desk, login, decider) => desk.SuspendAsync(login, day, decider, cancellationToken), cancellationToken);
    }

    private static Task<int> RestoreAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken) =>
        DecideAsync(parsed, wording, report, (desk, login, decider) => desk.RestoreAsync(login, decider, cancellationToken), cancellationToken);

    private static Task<int> RecogniseAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken) =>
        DecideAsync(parsed, wording, report, (desk, login, decider) => desk.RecogniseAsync(login, new DirectoryKey(parsed.GetRequiredValue(FeedKey)), decider, cancellationToken), cancellationToken);

    private static async Task<int> DeclareDistinctAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        var (key, decider) = (new DirectoryKey(parsed.GetRequiredValue(FeedKey)), DeciderOf(parsed));
        return await AskAsync<PersonDesk, int>(
            async desk =>
            {
                await desk.DeclareDistinctAsync(key, decider, cancellationToken);
                return Tell(PersonDecision.Done, wording, report);
            },
            cancellationToken);
    }

    private static async Task<int> DecideAsync(
        ParseResult parsed, Wording wording, TerminalReport report, Func<PersonDesk, Login, Decider, Task<PersonDecision>> decide, CancellationToken cancellationToken)
    {
        if (!Login.TryParse(parsed.GetRequiredValue(Who), out var login))
            return report.Refuse(wording["LoginMalformed"]);
        return Tell(await AskAsync<PersonDesk, PersonDecision>(desk => decide(desk, login, DeciderOf(parsed)), cancellationToken), wording, report);
    }

    private static int Tell(PersonDecision decision, Wording wording, TerminalReport report)
    {
        report.Say(wording.Of(decision));
        return decision == PersonDecision.Done ? ExitCodes.Done : ExitCodes.Stopped;
    }

    private static Decider DeciderOf(ParseResult parsed) => new(CommandFrame.Typist, parsed.GetValue(Reason));

    private static async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> ask, CancellationToken cancellationToken)
        where TService : notnull
    {
        await using var host = await CommandHost.BuildAsync(cancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
