namespace AcRouenIdentity.Web.Features.MailClients.Dns;

/// <summary>A line of a zone (RFC 1035, 5.1).</summary>
/// <param name="Name">Without the dot of the root.</param>
internal sealed record DnsRecord(string Name, string Type, string Value)
{
    private const int Seconds = 3600;

    public override string ToString() => $"{Name}. {Seconds} IN {Type} {Value}";
}
