using System.CommandLine;
using AcRouenIdentity.Web.Features.Letters.Requests;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.Letters.Commands;

/// <summary><c>letters requests</c>.</summary>
internal static class RequestsCommand
{
    private static readonly string[] Columns = ["ColumnSchool", "ColumnRequests", "ColumnOldest", "ColumnPeople"];

    public static Command Create()
    {
        var requests = new Command("requests", "List who asked for a letter to choose a new password, by school, the oldest first.");
        requests.Run(ListAsync);
        return requests;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var host = await CommandHost.BuildAsync(cancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        var waiting = await scope.ServiceProvider.GetRequiredService<RequestDesk>().ListAsync(cancellationToken);
        if (waiting.Count == 0)
            terminal.Say(CommandWording.Text("NoRequests"));
        else
            Write(terminal, waiting, scope.ServiceProvider.GetRequiredService<LetterWording>());
        return ExitCodes.Done;
    }

    private static void Write(Terminal terminal, IReadOnlyList<WaitingRequests> waiting, LetterWording wording) => terminal.WriteTable(
        Columns.Select(CommandWording.Text),
        waiting.Select(school => (IReadOnlyList<string>)
        [
            school.Establishment ?? CommandWording.Text("NoSchool"), wording.Number(school.Names.Count), wording.Moment(school.Since), wording.NamesOf(school),
        ]));
}
