using System.CommandLine;
using AcRouenIdentity.Web.Features.Audit;
using AcRouenIdentity.Web.Features.Letters.Commands;
using AcRouenIdentity.Web.Features.MailClients.Dns;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using AcRouenIdentity.Web.Features.OpenId.Registration.Commands;
using AcRouenIdentity.Web.Features.Provisioning.Commands;
using AcRouenIdentity.Web.Features.Recovery.Assisted;

namespace AcRouenIdentity.Web;

/// <summary>The command line: <c>serve</c> is what runs when no command is named.</summary>
internal static class Commands
{
    public static RootCommand Create()
    {
        var serve = new Command("serve", "Start the provider.");
        serve.SetAction((_, cancellationToken) => ServeAsync(cancellationToken));

        var root = new RootCommand("AcRouenIdentity: OpenID Connect provider of the académie.") { serve };
        root.Subcommands.Add(AuditCommands.Create());
        root.Subcommands.Add(ProvisioningCommands.CreateProvision());
        root.Subcommands.Add(ProvisioningCommands.CreatePeople());
        root.Subcommands.Add(LettersCommands.Create());
        root.Subcommands.Add(AssistanceCommands.Create());
        root.Subcommands.Add(KeyCommands.Create());
        root.Subcommands.Add(ClientsCommands.Create());
        root.Subcommands.Add(MailCommands.Create());
        root.SetAction((_, cancellationToken) => ServeAsync(cancellationToken));
        return root;
    }

    private static async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        await using var host = await AcRouenIdentityHost.BuildAsync(configure: null, replace: null, cancellationToken);
        await host.RunAsync(cancellationToken);
        return 0;
    }
}
