using System.CommandLine;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Commands;

/// <summary><c>clients secret|disable|enable|remove</c>: 1 where it is not possible, 2 where the application is unknown or of the configuration.</summary>
internal static class ActCommands
{
    public static Option<bool> Yes { get; } = new("--yes") { Description = "It cannot be undone, and is meant." };

    private static readonly Option<SecretOverlap> Overlap = new("--former") { Description = "How long the secret before still counts: None, Day or Week.", DefaultValueFactory = _ => SecretOverlap.Day };

    public static Command CreateSecret() => new Command("secret", "Make a new secret, written once, here.") { ClientsCommands.Id, Overlap }.Running((parsed, clients, cancellationToken) =>
        clients.ActAsync(IdOf(parsed), seen => clients.Desk.RenewSecretAsync(ClientsCommands.Typist, seen, parsed.GetValue(Overlap), cancellationToken), cancellationToken));

    public static Command CreateDisable() => new Command("disable", "Serve an application no more, and end all that it was given.") { ClientsCommands.Id }.Running((parsed, clients, cancellationToken) =>
        clients.ActAsync(IdOf(parsed), seen => clients.Desk.DisableAsync(ClientsCommands.Typist, seen, cancellationToken), cancellationToken));

    public static Command CreateEnable() => new Command("enable", "Serve a disabled application again.") { ClientsCommands.Id }.Running((parsed, clients, cancellationToken) =>
        clients.ActAsync(IdOf(parsed), seen => clients.Desk.EnableAsync(ClientsCommands.Typist, seen, cancellationToken), cancellationToken));

    public static Command CreateRemove() => new Command("remove", "Remove a disabled application for good.") { ClientsCommands.Id, Yes }.Running(async (parsed, clients, cancellationToken) =>
        parsed.GetValue(Yes)
            ? await clients.ActAsync(IdOf(parsed), seen => clients.Desk.RemoveAsync(ClientsCommands.Typist, seen, cancellationToken), cancellationToken)
            : clients.Terminal.Stop(clients.Text("CommandNotRemoved")));

    private static string IdOf(ParseResult parsed) => parsed.GetRequiredValue(ClientsCommands.Id);
}
