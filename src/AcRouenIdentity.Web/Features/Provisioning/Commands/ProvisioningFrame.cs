using System.CommandLine;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.Provisioning.Commands;

/// <summary>What all commands of provisioning share: the words of provisioning, in the language of the command.</summary>
internal static class ProvisioningFrame
{
    public static void Run(this Command command, Func<ParseResult, Wording, TerminalReport, CancellationToken, Task<int>> action) =>
        command.Run((parsed, terminal, cancellationToken) => RunAsync(parsed, terminal, action, cancellationToken));

    private static async Task<int> RunAsync(
        ParseResult parsed, Terminal terminal, Func<ParseResult, Wording, TerminalReport, CancellationToken, Task<int>> action, CancellationToken cancellationToken)
    {
        var wording = Wording.In(parsed.GetValue(CommandFrame.Lang));
        try
        {
            return await action(parsed, wording, new TerminalReport(terminal, wording), cancellationToken);
        }
        catch (DatabaseOldException)
        {
            return terminal.Refuse(wording["DatabaseOld"]);
        }
    }
}
