using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Domain.Tests.OpenId;

public sealed class ClientJsonTests
{
    [Fact]
    public void What_is_exported_is_read_back_the_same_without_its_secret()
    {
        var client = Portal();
        (client.Secret, client.SecretFile, client.KeysFile) = ("un-secret", "/etc/secret", "/etc/cles");

        var text = ClientJson.Write([client]);
        var back = ClientJson.ReadLines(text)!.Single().Settings!;

        text.Should().NotContain("un-secret").And.NotContain("/etc/").And.Contain("Élèves");
        ClientJson.Differences(client, back).Should().BeEmpty();
        back.RedirectUris.Should().Equal(client.RedirectUris);
        back.Consent.Should().Be(ConsentUse.Asked);
    }

    [Fact]
    public void Settings_that_differ_are_named()
    {
        var other = Portal();
        other.RedirectUris.Add("https://portail.exemple.fr/autre");
        other.Subject = SubjectKind.Pairwise;
        other.BackChannelLogoutUri = "https://portail.exemple.fr/fin";

        ClientJson.Differences(Portal(), other).Should().Equal(ClientSetting.RedirectUris, ClientSetting.BackChannelLogoutUri, ClientSetting.Subject);
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("\"ent\"")]
    [InlineData("{")]
    [InlineData("[{]")]
    [InlineData("""{"Id":"un","Id":"deux"}""")]
    public void What_is_no_list_of_clients_is_refused_whole(string text) => ClientJson.ReadLines(text).Should().BeNull();

    [Theory]
    [InlineData("""[{"Id":"ent","Couleur":"bleu"}]""")]
    [InlineData("""[{"Id":42}]""")]
    [InlineData("""[{"Kind":"Roi"}]""")]
    [InlineData("""[{"Kind":1}]""")]
    [InlineData("""[{"Pkce":7}]""")]
    [InlineData("""[{"RedirectUris":null}]""")]
    [InlineData("""[{"RedirectUris":[null]}]""")]
    [InlineData("""[{"RedirectUris":{"a":1}}]""")]
    [InlineData("""[null]""")]
    [InlineData("""[[]]""")]
    [InlineData("""[7]""")]
    public void A_line_that_is_no_client_is_refused_and_says_where(string text)
    {
        var line = ClientJson.ReadLines(text)!.Single();

        line.Settings.Should().BeNull();
        line.Trouble.Should().StartWith("$");
    }

    [Fact]
    public void What_is_deep_or_huge_is_refused_whole()
    {
        ClientJson.ReadLines(new string('[', 100_000)).Should().BeNull();
        ClientJson.ReadLines(new string('[', 50) + new string(']', 50)).Should().BeNull();
        ClientJson.ReadLines($"[{new string(' ', ClientJson.LongestText)}]").Should().BeNull();
    }

    [Theory]
    [InlineData(ClientTemplate.Webmail, "https://webmail.exemple.fr/retour")]
    [InlineData(ClientTemplate.SimpleWebmail, "https://webmail.exemple.fr/retour")]
    [InlineData(ClientTemplate.Portal, "https://ent.exemple.fr/retour")]
    [InlineData(ClientTemplate.MailClient, "http://127.0.0.1/retour")]
    [InlineData(ClientTemplate.Api, null)]
    public void A_template_asks_for_little_more_than_a_name(ClientTemplate template, string? address)
    {
        var client = ClientTemplates.Begin(template);
        (client.Id, client.Name) = ("nouvelle", "Nouvelle");
        if (address is not null)
            client.RedirectUris.Add(address);

        ClientRules.Problems(client, SecretKeeping.Apart).Should().BeEmpty();
    }

    [Fact]
    public void Nobody_has_the_provider_read_a_file_or_keep_a_secret_of_theirs()
    {
        var client = Portal();
        (client.Secret, client.SecretFile, client.KeysFile) = ("Zsecret-0123456789-abcdefghijkl", "/etc/shadow", "/etc/passwd");

        ClientRules.Problems(client, SecretKeeping.Apart).Select(problem => problem.Fault).Should().Equal(ClientFault.NotWrittenHere, ClientFault.NotWrittenHere, ClientFault.NotWrittenHere);
    }

    private static ClientSettings Portal()
    {
        var client = ClientTemplates.Begin(ClientTemplate.Portal);
        (client.Id, client.Name, client.Consent) = ("ent", "Élèves & parents", ConsentUse.Asked);
        client.RedirectUris.Add("https://portail.exemple.fr/retour");
        return client;
    }
}
