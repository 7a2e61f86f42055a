using System.CommandLine;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Commands;

/// <summary><c>clients import</c>: says what would change, and with <c>--apply</c> changes it. 1 where a line is refused, 2 where the text is no JSON of applications.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> FileName = new("file") { Description = "JSON that export wrote; - reads the standard input." };
    private static readonly Option<bool> Apply = new("--apply") { Description = "Change what the plan says; lines that are refused are left out." };

    public static Command Create() => new Command("import", "Bring in applications from JSON: first the plan, then with --apply the change.") { FileName, Apply }.Running(ImportAsync);

    private static async Task<int> ImportAsync(ParseResult parsed, ClientTerminal clients, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(FileName);
        if (await clients.Import.PlanAsync(await File.ReadAllTextAsync(file == "-" ? "/dev/stdin" : file, cancellationToken), cancellationToken) is not { } plan)
            return clients.Terminal.Refuse(clients.Text("ImportUnreadable"));

        WritePlan(clients, plan);
        if (!parsed.GetValue(Apply))
            clients.Terminal.Say(clients.Text("CommandApplyHint"));
        else
            foreach (var result in await clients.Import.ApplyAsync(ClientsCommands.Typist, plan, cancellationToken))
                WriteResult(clients, result);
        return plan.Any(line => line.Fate is ImportFate.Refused) ? ExitCodes.Stopped : ExitCodes.Done;
    }

    private static void WritePlan(ClientTerminal clients, IReadOnlyList<ImportLine> plan)
    {
        foreach (var (number, line) in plan.Index())
        {
            clients.Terminal.Say($"{(line.Id.Length > 0 ? line.Id : clients.Text("ImportLineNumber", number + 1))} : {clients.Words.Of(line.Fate)} {clients.Words.Joined(line.Changes)}".TrimEnd());
            if (line.Trouble is { } trouble)
                clients.Terminal.Say($"  {clients.Text("ImportTrouble", trouble)}");
            foreach (var problem in line.Problems)
                clients.Terminal.Say($"  {clients.Words.WithField(problem)}");
        }
    }

    private static void WriteResult(ClientTerminal clients, ImportResult result)
    {
        clients.Terminal.Say($"{result.Line.Id} : {clients.Text($"ImportResult_{result.Outcome.GetType().Name}")}");
        if (result.Secret is { } secret)
            clients.Terminal.Say($"  {clients.Text("CommandSecret", secret)}");
    }
}
