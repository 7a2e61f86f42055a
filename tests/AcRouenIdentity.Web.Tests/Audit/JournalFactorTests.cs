using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.SecondFactors;

namespace AcRouenIdentity.Web.Tests.Audit;

/// <summary>The trail where roles require two factors.</summary>
public sealed class JournalFactorTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await JournalHost.StartAsync(("SecondFactors:IsRequired", "true"));
        browser = host.NewBrowser();
        await browser.SignInAsync(JournalHost.Auditor);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_password_alone_reads_nothing_of_the_trail()
    {
        var read = await browser.GetAsync("/journal?du=2020-01-01&au=2099-12-31");

        read.Redirect!.AbsolutePath.Should().Be("/connexion/second-facteur");
        (await host.EntriesOfAsync(AuditKind.AuditSearched)).Should().BeEmpty();
    }

    [Theory, InlineData(""), InlineData("?handler=Export"), InlineData("?handler=Verify")]
    public async Task A_password_alone_searches_exports_and_verifies_nothing(string handler)
    {
        var forced = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/journal{handler}") { Content = new FormUrlEncodedContent([]) });

        forced.Redirect!.PathAndQuery.Should().Be("/connexion/second-facteur?retour=%2Fjournal");
    }

    [Fact]
    public async Task An_auditor_who_proved_two_factors_is_let_in()
    {
        await browser.AddAppAsync(host.Clock);

        (await browser.GetAsync("/journal")).Status.Should().Be(HttpStatusCode.OK);
    }
}
