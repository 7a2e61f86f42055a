using System.CommandLine;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Registration.Pages;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Commands;

/// <summary><c>clients list</c>, <c>clients show</c> and <c>clients export</c>: 2 where the application is unknown.</summary>
internal static class ReadCommands
{
    private static readonly Argument<string?> OnlyOne = new("id") { Description = "Only that application; all of them when absent.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<ClientRegistrar> Registrar = new("--registrar") { Description = "Administrator: those that somebody vouches for; Itself: those that registered themselves." };

    private static readonly string[] Columns = ["Field_Name", "Field_Id", "Field_Kind", "ColumnState", "ColumnLastUse"];

    public static Command CreateList() => new Command("list", "List all applications, those apart that registered themselves.") { Registrar }.Running(ListAsync);

    public static Command CreateShow() => new Command("show", "Show an application: its settings and who uses it.") { ClientsCommands.Id }.Running(ShowAsync);

    public static Command CreateExport() => new Command("export", "Write applications as JSON, without their secrets.") { OnlyOne }.Running(ExportAsync);

    private static async Task<int> ListAsync(ParseResult parsed, ClientTerminal clients, CancellationToken cancellationToken)
    {
        var uses = await clients.Book.LastUsesAsync(cancellationToken);
        var areAssured = parsed.GetValue(Registrar) is ClientRegistrar.Administrator;
        clients.Terminal.WriteTable(
            Columns.Select(key => clients.Text(key)),
            (areAssured ? await clients.Book.ListAsync(cancellationToken) : (await clients.Book.ListUnknownAsync(part: null, cancellationToken)).Latest).Select(entry => (IReadOnlyList<string>)
            [
                entry.Settings.Name!, entry.Id, clients.Words.Of(entry.Settings.Kind!.Value), clients.Words.Of(entry.State),
                uses.TryGetValue(entry.Id, out var last) ? clients.Words.Moment(last) : clients.Text("NeverUsed"),
            ]));
        if (areAssured && await clients.Book.CountUnknownAsync(cancellationToken) is > 0 and var unknown)
            clients.Terminal.Say(clients.Text("CommandUnknownCount", clients.Words.Number(unknown)));
        return ExitCodes.Done;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, ClientTerminal clients, CancellationToken cancellationToken)
    {
        var id = parsed.GetRequiredValue(ClientsCommands.Id);
        if (await clients.Book.FindAsync(id, cancellationToken) is not { } entry)
            return clients.Terminal.Refuse(clients.Text("CommandUnknown", id));

        var use = await clients.Book.UseOfAsync(id, cancellationToken);
        clients.Terminal.Say($"{entry.Settings.Name} ({entry.Id}), {clients.Words.Of(entry.Settings.Kind!.Value)}, {clients.Words.Of(entry.State)}");
        foreach (var (field, values) in ClientFacts.Of(entry, clients.Words))
            clients.Terminal.Say($"{clients.Words.Field(field)} : {string.Join(", ", values)}");
        clients.Terminal.Say(use.LastAt is { } last ? clients.Text("LastUse", clients.Words.Moment(last)) : clients.Text("NeverUsedText"));
        foreach (var (text, count) in new[] { ("UseDay", use.Day), ("UseWeek", use.Week), ("UseOpen", use.Open) })
            clients.Terminal.Say($"{clients.Words.Number(count)} {clients.Text(text)}");
        return ExitCodes.Done;
    }

    private static async Task<int> ExportAsync(ParseResult parsed, ClientTerminal clients, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(OnlyOne) is not { } id)
        {
            clients.Terminal.Say(ClientJson.Write((await clients.Book.ListAsync(cancellationToken)).Select(entry => entry.Settings)));
            return ExitCodes.Done;
        }

        if (await clients.Book.FindAsync(id, cancellationToken) is not { } entry)
            return clients.Terminal.Refuse(clients.Text("CommandUnknown", id));
        clients.Terminal.Say(ClientJson.Write(entry.Settings));
        return ExitCodes.Done;
    }
}
