using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>Refresh tokens of an application that is not registered as refreshing several times at once.</summary>
public sealed class RefreshReuseTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty thunderbird = null!;
    private RelyingParty mail = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync();
        browser = host.NewBrowser();
        thunderbird = host.Thunderbird();
        mail = host.Mail();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        thunderbird.Dispose();
        mail.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_second_use_ends_every_token_of_the_family_however_soon_it_comes()
    {
        var first = await thunderbird.SignInAsync(browser);
        var second = await thunderbird.RefreshAsync(first.RefreshToken);

        (await thunderbird.RefreshAsync(first.RefreshToken)).Error.Should().Be("invalid_grant");

        (await thunderbird.RefreshAsync(second.RefreshToken)).Error.Should().Be("invalid_grant");
        (await mail.IntrospectAsync(second.AccessToken)).IsActive.Should().BeFalse();
        (await mail.IntrospectAsync(first.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task Of_uses_at_the_same_moment_one_at_most_is_served_and_what_it_was_given_is_worth_nothing()
    {
        var tokens = await thunderbird.SignInAsync(browser);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => thunderbird.RefreshAsync(tokens.RefreshToken)));

        var served = answers.Where(answer => answer.Status == HttpStatusCode.OK).ToList();
        served.Count.Should().BeLessThanOrEqualTo(1);
        answers.Except(served).Should().OnlyContain(answer => answer.Error == "invalid_grant");
        foreach (var answer in served)
            (await mail.IntrospectAsync(answer.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task The_person_only_has_to_pass_by_the_browser_again()
    {
        var tokens = await thunderbird.SignInAsync(browser);
        await thunderbird.RefreshAsync(tokens.RefreshToken);
        await thunderbird.RefreshAsync(tokens.RefreshToken);

        var again = await thunderbird.SignInAsync(browser);

        (await mail.IntrospectAsync((await thunderbird.RefreshAsync(again.RefreshToken)).AccessToken)).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task A_code_redeemed_at_the_same_moment_by_several_gives_tokens_to_one()
    {
        var code = await thunderbird.GetCodeAsync(browser);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => thunderbird.RedeemAsync(code)));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).Should().BeLessThanOrEqualTo(1);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).Should().OnlyContain(answer => answer.Error == "invalid_grant");
    }
}
