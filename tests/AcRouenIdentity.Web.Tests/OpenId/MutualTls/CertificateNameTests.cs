using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AcRouenIdentity.Web.Tests.OpenId.MutualTls;

/// <summary>The five places in which a certificate may name its application, each with the same care.</summary>
public sealed class CertificateNameTests : IAsyncLifetime
{
    private static readonly (string Kind, string Value)[] Names =
    [
        ("SubjectDn", "CN=agenda\\, menus+plans,OU=Éditions,0.9.2342.19200300.100.1.25=exemple"), ("SanDns", "Agenda.exemple.fr"), ("SanUri", "https://agenda.exemple.fr/Application"), ("SanIp", "192.0.2.17"),
        ("SanEmail", "agenda@exemple.fr"),
    ];

    private CertificateHost story = null!;

    public async Task InitializeAsync() => story = await CertificateHost.StartAsync([.. Names.Index().SelectMany(name => Service(5 + name.Index, name.Item.Kind, name.Item.Value.Replace("+", "\\+", StringComparison.Ordinal)))]);

    public async Task DisposeAsync() => await story.DisposeAsync();

    [Fact]
    public async Task A_name_counts_in_its_own_place_and_in_no_other()
    {
        foreach (var (kind, value) in Names)
        {
            var shown = Certificate(kind, value);
            foreach (var other in Names.Select(name => name.Kind))
                (await AskAsync(other, shown)).Should().Be(other == kind ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, "{0} shows {1} for {2}", other, value, kind);
        }
    }

    [Theory]
    [InlineData("SanDns", "agenda.exemple.fr", true)]
    [InlineData("SanDns", "*.exemple.fr", false)]
    [InlineData("SanDns", "agenda.exemple.fr.tiers.example", false)]
    [InlineData("SanUri", "https://agenda.exemple.fr/application", false)]
    [InlineData("SanUri", "https://agenda.exemple.fr/Application/", false)]
    [InlineData("SanIp", "192.0.2.18", false)]
    [InlineData("SanIp", "::ffff:192.0.2.17", false)]
    [InlineData("SanEmail", "Agenda@exemple.fr", false)]
    public async Task A_name_is_compared_to_the_letter(string kind, string value, bool isTheSame) =>
        (await AskAsync(kind, Certificate(kind, value))).Should().Be(isTheSame ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);

    [Fact]
    public async Task One_of_several_names_is_enough_and_the_authority_counts_for_each()
    {
        void Several(SubjectAlternativeNameBuilder names)
        {
            names.AddDnsName("un.exemple.fr");
            names.AddDnsName("agenda.exemple.fr");
        }

        (await AskAsync("SanDns", story.Keep(story.Ours.Sign("CN=services", Several, story.Soon)))).Should().Be(HttpStatusCode.OK);
        (await AskAsync("SanDns", story.Keep(story.Theirs.Sign("CN=services", Several, story.Soon)))).Should().Be(HttpStatusCode.Unauthorized);
    }

    private static IEnumerable<(string Key, string? Value)> Service(int place, string kind, string name) =>
    [
        ($"OpenId:Clients:{place}:Id", kind), ($"OpenId:Clients:{place}:Name", kind), ($"OpenId:Clients:{place}:Kind", "Resource"), ($"OpenId:Clients:{place}:TokenEndpointAuth", "tls_client_auth"),
        ($"OpenId:Clients:{place}:CertificateNameKind", kind), ($"OpenId:Clients:{place}:CertificateName", name),
    ];

    private async Task<HttpStatusCode> AskAsync(string service, X509Certificate2 shown) => (await story.Party(service, shown).IntrospectAsync("rien")).Status;

    private X509Certificate2 Certificate(string kind, string value) => story.Keep(kind is "SubjectDn"
        ? story.Ours.Sign("CN=\"agenda, menus+plans\", OU=Éditions, DC=exemple", names: null, story.Soon)
        : story.Ours.Sign("CN=service", names => Add(names, kind, value), story.Soon));

    private static void Add(SubjectAlternativeNameBuilder names, string kind, string value)
    {
        switch (kind)
        {
            case "SanDns":
                names.AddDnsName(value);
                break;
            case "SanUri":
                names.AddUri(new Uri(value));
                break;
            case "SanIp":
                names.AddIpAddress(IPAddress.Parse(value));
                break;
            default:
                names.AddEmailAddress(value);
                break;
        }
    }
}
