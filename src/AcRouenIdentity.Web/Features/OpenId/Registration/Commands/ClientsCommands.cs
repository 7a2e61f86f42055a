using System.CommandLine;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Commands;

/// <summary><c>clients list|show|add|secret|disable|enable|remove|disable-all|remove-all|export|import</c>.</summary>
internal static class ClientsCommands
{
    public static Command Create() => new("clients", "Look after the applications that sign people in here. Those of the configuration are shown, and changed there only.")
    {
        ReadCommands.CreateList(), ReadCommands.CreateShow(), ReadCommands.CreateExport(), AddCommand.Create(), ActCommands.CreateSecret(), ActCommands.CreateDisable(), ActCommands.CreateEnable(),
        ActCommands.CreateRemove(), UnknownCommands.CreateDisable(), UnknownCommands.CreateRemove(), ImportCommand.Create(),
    };

    public static Argument<string> Id { get; } = new("id") { Description = "Identifier of the application (client_id)." };

    public static ClientEditor Typist { get; } = new(CommandFrame.Typist, Subject: null);

    public static Command Running(this Command command, Func<ParseResult, ClientTerminal, CancellationToken, Task<int>> action)
    {
        command.Run(async (parsed, terminal, cancellationToken) =>
        {
            await using var host = await CommandHost.BuildAsync(cancellationToken);
            await using var scope = host.Services.CreateAsyncScope();
            return await action(parsed, ActivatorUtilities.CreateInstance<ClientTerminal>(scope.ServiceProvider, terminal), cancellationToken);
        });
        return command;
    }
}
