using System.CommandLine;
using System.Globalization;
using AcRouenIdentity.Web.Features.MailClients.ServerKeys;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.MailClients.Dns;

/// <summary><c>mail dns</c>: 0 with the records, in the form of a zone file; 1 where no domain is configured.</summary>
internal static class MailCommands
{
    public static Command Create()
    {
        var dns = new Command("dns", "Print the DNS records by which mail programs find the servers, for each domain of the configuration.");
        dns.Run(PrintAsync);
        return new Command("mail", "What mail programs and mail servers need.") { dns, MailKeysCommand.Create() };
    }

    private static async Task<int> PrintAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var host = await CommandHost.BuildAsync(cancellationToken);
        var records = host.Services.GetRequiredService<DnsRecords>();
        if (records.Domains.Count == 0)
            return terminal.Stop(MailClientsWording.Text("NoDomain", CultureInfo.CurrentUICulture));

        foreach (var domain in records.Domains)
        {
            terminal.Say($"; {domain}");
            foreach (var record in records.Of(domain))
                terminal.Say(record.ToString());
        }

        return ExitCodes.Done;
    }
}
