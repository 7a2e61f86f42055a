using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;

namespace AcRouenIdentity.Web.Tests.OpenId.MailTokens;

/// <summary>A real Dovecot that asks the provider about each token, with the samples for that and no cache.</summary>
public sealed class AskedAboutTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private Dovecot dovecot = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        if (!Dovecot.IsInstalled)
            return;

        host = await Applications.StartAsync(LocalMailServer.IsChecked);
        dovecot = await Dovecot.StartAsync(new DovecotSettings(host.Address, Applications.MailSecret) { Believes = TimeSpan.Zero });
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        if (!Dovecot.IsInstalled)
            return;

        browser.Dispose();
        await dovecot.DisposeAsync();
        await host.DisposeAsync();
    }

    [SkippableFact]
    public async Task Tokens_that_could_be_checked_locally_may_be_asked_about_and_open_nothing_once_their_owner_signed_out()
    {
        Dovecot.Need();
        using var roundcube = host.Roundcube();
        var token = (await roundcube.SignInAsync(browser)).AccessToken;
        (await OpensAsync(token)).Should().BeTrue();

        await browser.SubmitAsync(await browser.GetAsync("/deconnexion"));

        (await OpensAsync(token)).Should().BeFalse();
    }

    [SkippableFact]
    public async Task A_program_that_asks_for_mail_by_the_name_of_the_standard_reads_mail()
    {
        Dovecot.Need();
        using var thunderbird = host.Thunderbird();

        (await OpensAsync((await thunderbird.SignInAsync(browser)).AccessToken)).Should().BeTrue();
    }

    private async Task<bool> OpensAsync(string token)
    {
        await using var session = await ImapSession.ConnectAsync(dovecot.Port);
        return (await session.XOAuth2Async(LocalMailServer.Login, token)).Contains("Logged in", StringComparison.Ordinal);
    }
}
