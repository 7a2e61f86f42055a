using System.Net;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Status;

/// <summary>"I cannot sign in": the questions, and the look at the browser.</summary>
public sealed class TroubleTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await StatusStory.OpenAsync();
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_sign_in_page_leads_to_the_questions_and_each_answer_leads_somewhere()
    {
        var signIn = await browser.GetAsync("/connexion");
        signIn.Document.QuerySelector("main a[href='/aide/connexion']").Should().NotBeNull();

        var answers = (await browser.GetAsync("/aide/connexion")).Document.QuerySelectorAll("main .answers a").Select(link => link.GetAttribute("href")!).ToList();

        answers.Should().HaveCount(6).And.Contain("/mot-de-passe-oublie?piratage=true", "somebody who was hacked has no question left to answer");
        foreach (var answer in answers.Where(answer => answer.StartsWith("/aide", StringComparison.Ordinal)))
        {
            var page = await browser.FollowAsync(await browser.GetAsync(answer));
            page.Status.Should().Be(HttpStatusCode.OK, answer);
            page.Document.QuerySelector("main a[href='/aide/connexion']").Should().NotBeNull();
            page.Document.QuerySelector("main a[href='/aide/contact']").Should().NotBeNull();
        }
    }

    [Fact]
    public async Task Every_link_of_the_questions_leads_to_a_page_that_is_there()
    {
        foreach (var path in new[] { "/aide/connexion", "/aide/connexion/refus", "/aide/connexion/essais", "/aide/connexion/acces-retire", "/aide/connexion/maintenance" })
            foreach (var link in (await browser.GetAsync(path)).Document.QuerySelectorAll("main a[href^='/']").Select(link => link.GetAttribute("href")!))
            {
                var page = await browser.FollowAsync(await browser.GetAsync(link));
                page.Status.Should().Be(HttpStatusCode.OK, link);
                if (link.Contains('#', StringComparison.Ordinal))
                    page.Document.GetElementById(link.Split('#')[1]).Should().NotBeNull(link);
            }
    }

    [Fact]
    public async Task A_case_that_there_is_not_is_not_found() => (await browser.GetAsync("/aide/connexion/rien")).Status.Should().Be(HttpStatusCode.NotFound);

    [Fact]
    public async Task The_waits_that_are_told_are_those_that_are_kept() =>
        (await browser.GetAsync("/aide/connexion/essais")).Main.Should().Contain("Après 4 essais manqués").And.Contain("au plus 2 heures");

    [Fact]
    public async Task A_browser_that_keeps_cookies_is_told_so()
    {
        var first = await browser.GetAsync("/aide/connexion/navigateur");
        var second = await browser.FollowAsync(first);

        second.Main.Should().Contain("Votre navigateur a gardé le cookie d’essai");
    }

    [Fact]
    public async Task A_browser_that_refuses_cookies_is_told_what_to_do()
    {
        using var deaf = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host.Address };
        deaf.DefaultRequestHeaders.Add("Accept", "text/html");

        var page = await deaf.GetStringAsync(new Uri("/aide/connexion/navigateur", UriKind.Relative));

        page.Should().Contain("Votre navigateur a refusé le cookie d’essai");
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko", true)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", false)]
    public async Task A_browser_that_nobody_maintains_is_named(string agent, bool isOutdated)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/aide/connexion/navigateur?retour=true");
        request.Headers.TryAddWithoutValidation("User-Agent", agent);

        var page = await browser.SendAsync(request);

        page.Main.Contains("Internet Explorer n’est plus entretenu", StringComparison.Ordinal).Should().Be(isOutdated);
    }
}
