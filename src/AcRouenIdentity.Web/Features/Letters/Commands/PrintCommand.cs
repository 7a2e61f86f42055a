using System.CommandLine;
using System.Globalization;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Features.Letters.Requests;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.Letters.Commands;

/// <summary><c>letters print run|school|person|requests</c>: 0 when the letters are printed, 1 when nobody needs one or the batch is given up, 2 when something is unknown, out of reach or went away on the way.</summary>
internal static class PrintCommand
{
    private const string StandardInput = "-";

    private static readonly Argument<int> Number = new("number") { Description = "Number of the run." };
    private static readonly Argument<string> School = new("uai") { Description = "UAI of the establishment." };
    private static readonly Argument<string[]> Who = new("who")
    {
        Description = "Logins, addresses or NUMEN; - reads them from the standard input, one a line, which keeps a NUMEN out of the history of the shell.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> OnlySchool = new("--school") { Description = "UAI: only those of that establishment." };
    private static readonly Option<bool> Everybody = new("--everybody") { Description = "Also those who have a good letter: its codes end. Without it, only those who miss one." };
    private static readonly Option<LetterKind> Kind = CreateKind();
    private static readonly Option<string?> Output = new("--output")
    {
        Description = "Folder to write the PDF to. It is the one download of each, recorded under the account of this machine. Without it the PDF wait, encrypted, for an officer to download them.",
    };

    public static Command Create() => new("print", "Print letters. What was interrupted is taken up where it stands.")
    {
        With(new Command("run", "First letters of those whom a run created.") { Number, Everybody, Output }, PrintRunAsync),
        With(new Command("school", "First letters of an establishment.") { School, Everybody, Output }, PrintSchoolAsync),
        With(new Command("person", "A new letter for each person named: the codes of an earlier one end.") { Who, Kind, Output }, PrintPeopleAsync),
        With(new Command("requests", "The letters that people asked for to choose a new password.") { OnlySchool, Output }, PrintRequestsAsync),
    };

    private static Command With(Command command, Func<ParseResult, Terminal, CancellationToken, Task<int>> action)
    {
        command.Run(action);
        return command;
    }

    private static Task<int> PrintRunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var request = new BatchRequest(LetterKind.FirstAccess, BatchScope.Run, parsed.GetValue(Number).ToString(CultureInfo.InvariantCulture), ChoiceOf(parsed), CommandFrame.Typist);
        return PrintAsync(parsed, terminal, _ => Task.FromResult<BatchRequest?>(request), cancellationToken);
    }

    private static async Task<int> PrintSchoolAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        if (!Rne.TryParse(parsed.GetRequiredValue(School), out var rne))
            return terminal.Refuse(CommandWording.Text("CommandSchoolMalformed"));
        var request = new BatchRequest(LetterKind.FirstAccess, BatchScope.Establishment, rne.ToString(), ChoiceOf(parsed), CommandFrame.Typist);
        return await PrintAsync(parsed, terminal, _ => Task.FromResult<BatchRequest?>(request), cancellationToken);
    }

    private static async Task<int> PrintRequestsAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var typed = parsed.GetValue(OnlySchool);
        Rne? school = Rne.TryParse(typed, out var rne) ? rne : null;
        if (typed is not null && school is null)
            return terminal.Refuse(CommandWording.Text("CommandSchoolMalformed"));
        return await PrintAsync(parsed, terminal, async services => await services.GetRequiredService<RequestDesk>().AskAsync(school, CommandFrame.Typist, cancellationToken), cancellationToken);
    }

    private static Task<int> PrintPeopleAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken) =>
        PrintAsync(parsed, terminal, services => RequestAsync(parsed, services.GetRequiredService<NamedPeople>(), terminal, cancellationToken), cancellationToken);

    /// <summary>Null where somebody is unknown, once that is said. Who it is stays unsaid: it may be a NUMEN.</summary>
    private static async Task<BatchRequest?> RequestAsync(ParseResult parsed, NamedPeople people, Terminal terminal, CancellationToken cancellationToken)
    {
        var found = new List<NamedPerson>();
        foreach (var (index, name) in NamesOf(parsed.GetRequiredValue(Who)).Index())
        {
            if (await people.FindAsync(name, cancellationToken) is not { } person)
            {
                terminal.Refuse(CommandWording.Text("CommandPersonUnknown", index + 1));
                return null;
            }

            found.Add(person);
        }

        var chosen = found.Distinct().ToList();
        var request = new BatchRequest(parsed.GetValue(Kind), BatchScope.Person, chosen is [var only] ? only.Login : "", BatchChoice.Everybody, CommandFrame.Typist);
        return chosen.Count == 1 ? request : request with { Scope = BatchScope.Chosen, Chosen = [.. chosen.Select(person => person.Key)] };
    }

    private static IEnumerable<string> NamesOf(string[] typed) => typed is not [StandardInput]
        ? typed
        : File.ReadLines("/dev/stdin").Select(line => line.Trim()).Where(line => line.Length > 0);

    private static async Task<int> PrintAsync(ParseResult parsed, Terminal terminal, Func<IServiceProvider, Task<BatchRequest?>> ask, CancellationToken cancellationToken)
    {
        var folder = parsed.GetValue(Output) is { } output ? PdfFolder.Create(output) : null;
        await using var host = await CommandHost.BuildAsync(cancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        if (await ask(scope.ServiceProvider) is not { } request)
            return ExitCodes.CannotRead;
        return await ActivatorUtilities.CreateInstance<TerminalPrinting>(scope.ServiceProvider, terminal).PrintAsync(request, folder, cancellationToken);
    }

    private static BatchChoice ChoiceOf(ParseResult parsed) => parsed.GetValue(Everybody) ? BatchChoice.Everybody : BatchChoice.OnlyMissing;

    /// <summary>Letters of a change of address are not asked for: the change itself does.</summary>
    private static Option<LetterKind> CreateKind()
    {
        var kind = new Option<LetterKind>("--kind") { Description = "FirstAccess (when absent), InaRenewal or AddressChange." };
        kind.AcceptOnlyFromAmong([.. BatchRequest.KindsOfOfficers.Select(offered => offered.ToString())]);
        return kind;
    }
}
