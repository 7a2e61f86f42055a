namespace AcRouenIdentity.Web.Tests.MailClients.Schemas;

/// <summary>Grammars that were never seen failing would prove nothing.</summary>
public sealed class GrammarTests
{
    private const string Server =
        "<incomingServer type='imap'><hostname>a.example</hostname><port>993</port><socketType>SSL</socketType><authentication>OAuth2</authentication><username>%EMAILADDRESS%</username></incomingServer>";

    private const string Pacc =
        """{"protocols":{"imap":{"host":"imap.example.fr"}},"authentication":{"oauth-public":{"issuer":"https://id.example.fr/"},"password":false},"info":{"provider":{"name":"A","shortName":"A"},"help":{"documentation":"https://id.example.fr/aide"}}}""";

    [Theory]
    [InlineData("", "", true)]
    [InlineData("993", "0", false)]
    [InlineData("993", "99300", false)]
    [InlineData("SSL", "TLS", false)]
    [InlineData("%EMAILADDRESS%", "claire", false)]
    [InlineData("OAuth2", "plain", false)]
    [InlineData("<port>993</port>", "", false)]
    public void A_faulty_server_of_autoconfig_is_seen(string right, string wrong, bool isRight)
    {
        var xml = $"<clientConfig version='1.1'><emailProvider id='a.example'><domain>a.example</domain><displayName>A</displayName><displayShortName>A</displayShortName>{Server}</emailProvider></clientConfig>";

        (XmlGrammar.ProblemsOfAutoconfig(right.Length > 0 ? xml.Replace(right, wrong, StringComparison.Ordinal) : xml).Count == 0).Should().Be(isRight);
    }

    [Theory]
    [InlineData("<Autodiscover xmlns='http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006'><Response/></Autodiscover>")]
    [InlineData("<Autodiscover xmlns='http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006'><Response xmlns='http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'/></Autodiscover>")]
    [InlineData("<Autodiscover/>")]
    public void A_faulty_answer_of_autodiscover_is_seen(string xml) => XmlGrammar.ProblemsOfAutodiscover(xml).Should().NotBeEmpty();

    [Theory]
    [InlineData("<plist version='1.0'><dict><key>A</key></dict></plist>")]
    [InlineData("<plist version='1.0'><dict><string>A</string></dict></plist>")]
    [InlineData("<plist><dict/></plist>")]
    public void A_faulty_property_list_is_seen(string xml) => XmlGrammar.ProblemsOfPropertyList(xml).Should().NotBeEmpty();

    [Theory]
    [InlineData("imap.example.fr", "imaps://imap.example.fr")]
    [InlineData("\"imap\"", "\"gopher\"")]
    [InlineData("\"A\"", "\"\"")]
    [InlineData("https://id.example.fr/aide", "aide")]
    [InlineData("\"info\":", "\"more\":{},\"info\":")]
    public void A_faulty_pacc_configuration_is_seen(string right, string wrong)
    {
        PaccGrammar.Problems(Pacc).Should().BeEmpty();
        PaccGrammar.Problems(Pacc.Replace(right, wrong, StringComparison.Ordinal)).Should().NotBeEmpty();
    }
}
