using System.Net;
using System.Text;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Colleagues;

/// <summary>Cards for address books (RFC 6350).</summary>
public sealed class CardTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync();
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_card_says_who_where_as_what_and_the_address()
    {
        await host.RecordAsync(SamplePeople.BaoNguyen);

        var answer = await browser.GetAsync(await browser.CardOfAsync("nguyen"));

        answer.Response.Content.Headers.ContentType!.ToString().Should().Be("text/vcard; charset=utf-8");
        answer.Response.Content.Headers.ContentDisposition!.ToString().Should().StartWith("attachment; filename=bao-nguyen.vcf");
        answer.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Html.Split("\r\n").Where(line => !line.StartsWith("UID", StringComparison.Ordinal)).Should().Equal(
            "BEGIN:VCARD",
            "VERSION:4.0",
            "KIND:individual",
            "FN:Bảo Nguyễn",
            "N:Nguyễn;Bảo;;;",
            "EMAIL;TYPE=work:bao.nguyen@ac-rouen.fr",
            "ORG;TYPE=work:Lycée Les Falaises\\, Le Tréport",
            "TITLE;TYPE=work:ENSEIGNEMENT\\, HISTOIRE GEOGRAPHIE",
            "ORG;TYPE=work:Collège Jacques-Tati\\, Les Andelys",
            "TITLE;TYPE=work:ENSEIGNEMENT\\, HISTOIRE GEOGRAPHIE",
            "END:VCARD",
            "");
    }

    [Fact]
    public async Task A_hostile_name_adds_no_line_and_no_component_to_its_card()
    {
        await host.RecordAsync(ColleaguesStory.Called(
            "Eve\r\nEMAIL:eve@ailleurs.example\n", "Faux;Nom,Autre\\n\u202E\u2066TEL:1\u2028END:VCARD\u0085\u0007", 9001,
            new Posting(SamplePeople.LyceeLesFalaises.Rne, "ENS", "DIR\rURL:http://ailleurs.example", "L1", ";;,\\")));

        var card = (await browser.GetAsync(await browser.CardOfAsync("eve"))).Html;

        var lines = Unfolded(card);
        lines.Select(line => line.Split(':')[0]).Should().Equal("BEGIN", "VERSION", "KIND", "UID;VALUE=text", "FN", "N", "EMAIL;TYPE=work", "ORG;TYPE=work", "TITLE;TYPE=work", "END", "");
        lines.Single(line => line.StartsWith("N:", StringComparison.Ordinal)).Should().Be(@"N:Faux\;Nom\,Autre\\nTEL:1 END:VCARD;Eve EMAIL:eve@ailleurs.example;;;");
        lines.Single(line => line.StartsWith("TITLE", StringComparison.Ordinal)).Should().Be(@"TITLE;TYPE=work:DIR URL:http://ailleurs.example\, \;\;\,\\");
        card.Should().NotContainAny("\u202E", "\u2066", "\u2028", "\u0085", "\u0007");
    }

    [Theory]
    [InlineData("é")]
    [InlineData("ễ")]
    [InlineData("𝒜")]
    [InlineData("a")]
    public async Task No_line_is_longer_than_75_octets_and_no_character_is_cut(string letter)
    {
        var name = string.Concat(Enumerable.Repeat(letter, 100));
        await host.RecordAsync(ColleaguesStory.Called("Eve", name, 9001));

        var card = Encoding.UTF8.GetString(await (await browser.GetAsync(await browser.CardOfAsync("eve"))).Response.Content.ReadAsByteArrayAsync());

        card.Split("\r\n").Should().OnlyContain(line => Encoding.UTF8.GetByteCount(line) <= 75);
        card.Should().NotContain("\uFFFD");
        Unfolded(card).Should().Contain($"FN:Eve {name}");
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("cmartin1")]
    [InlineData("AC-ROUEN$2828")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("%00")]
    [InlineData("é")]
    public async Task A_number_that_is_nobodys_has_no_card(string number)
    {
        await host.RecordAsync(SamplePeople.ClaireMartin);

        ((int)(await browser.GetAsync($"/annuaire/{number}/vcf")).Status).Should().BeOneOf(400, 404);
    }

    [Fact]
    public async Task A_number_that_only_begins_like_a_card_has_none()
    {
        await host.RecordAsync(SamplePeople.BaoNguyen);
        var card = await browser.CardOfAsync("nguyen");
        var number = card.Split('/')[^2];

        var other = number[..^1] + (number[^1] == 'A' ? 'B' : 'A');

        number.Should().HaveLength(22).And.NotContain("nguyen").And.NotContain("2829");
        (await browser.GetAsync(card.Replace(number, other, StringComparison.Ordinal))).Status.Should().Be(HttpStatusCode.NotFound);
    }

    private static string[] Unfolded(string card) => card.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
}
