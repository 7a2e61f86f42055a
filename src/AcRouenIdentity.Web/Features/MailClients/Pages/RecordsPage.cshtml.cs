using AcRouenIdentity.Web.Features.MailClients.AddOn;
using AcRouenIdentity.Web.Features.MailClients.Dns;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.MailClients.Pages;

/// <summary>The records for whoever looks after the DNS, as <c>mail dns</c> prints them.</summary>
[Authorize(AccessPolicies.Administrator)]
internal sealed class RecordsPage(DnsRecords records, ThunderbirdAddOn addOn) : PageModel
{
    public IReadOnlyList<string> Domains => records.Domains;

    public ThunderbirdAddOn AddOn => addOn;

    public IReadOnlyList<DnsRecord> RecordsOf(string domain) => records.Of(domain);
}
