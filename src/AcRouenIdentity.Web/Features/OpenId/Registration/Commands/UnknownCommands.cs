using System.CommandLine;
using AcRouenIdentity.Web.Features.OpenId.OpenRegistration;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Commands;

/// <summary><c>clients disable-all|remove-all</c>: all that registered themselves, and none of the others.</summary>
internal static class UnknownCommands
{
    public static Command CreateDisable() => new Command("disable-all", "Serve none of the applications any more that registered themselves, and end all that they were given.").Running(
        (_, clients, cancellationToken) => EndAsync(clients, clients.Unknown.DisableAllAsync, "CommandAllDisabled", cancellationToken));

    public static Command CreateRemove() => new Command("remove-all", "Remove all applications for good that registered themselves.") { ActCommands.Yes }.Running((parsed, clients, cancellationToken) =>
        parsed.GetValue(ActCommands.Yes)
            ? EndAsync(clients, clients.Unknown.RemoveAllAsync, "CommandAllRemoved", cancellationToken)
            : Task.FromResult(clients.Terminal.Stop(clients.Text("CommandNotRemoved"))));

    private static async Task<int> EndAsync(ClientTerminal clients, Func<ClientEditor, CancellationToken, Task<int>> end, string done, CancellationToken cancellationToken)
    {
        clients.Terminal.Say(clients.Text(done, clients.Words.Number(await end(ClientsCommands.Typist, cancellationToken))));
        return ExitCodes.Done;
    }
}
