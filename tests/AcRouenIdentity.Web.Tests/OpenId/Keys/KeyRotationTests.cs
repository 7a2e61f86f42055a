using System.Net;
using System.Net.Http.Headers;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId.Keys;

public sealed class KeyRotationTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private RelyingParty roundcube = null!;
    private RelyingParty mail = null!;

    public async Task InitializeAsync()
    {
        host = await KeyStory.OpenAsync(("TrustedProxies:0", "127.0.0.1"), ("TrustedProxies:1", "::1"));
        roundcube = host.Roundcube();
        mail = host.Mail();
    }

    public async Task DisposeAsync()
    {
        roundcube.Dispose();
        mail.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_next_key_is_published_before_it_signs_anything()
    {
        var first = (await roundcube.PublishedAsync("RSA")).Single();

        await host.PassAsync(KeyStory.NextIsPublished, async () => (await roundcube.PublishedAsync("RSA")).Count == 2);
        var before = await SignInAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        var after = await SignInAsync();

        KeyStory.KeyOf(before.IdToken).Should().Be(first);
        KeyStory.KeyOf(before.AccessToken).Should().Be(first);
        KeyStory.KeyOf(after.IdToken).Should().NotBe(first).And.BeOneOf(await roundcube.PublishedAsync("RSA"));
        KeyStory.KeyOf(after.RefreshToken).Should().NotBe(KeyStory.KeyOf(before.RefreshToken), "codes and refresh tokens are encrypted anew, too");
    }

    [Fact]
    public async Task What_a_key_signed_is_accepted_until_its_session_ends()
    {
        await host.PassAsync(TimeSpan.FromHours(23), async () => (await roundcube.PublishedAsync("RSA")).Count == 2);
        using var browser = host.NewBrowser();
        await browser.SignInOnOwnDeviceAsync(SamplePeople.ClaireMartin);
        var tokens = await roundcube.SignInAsync(browser);

        host.Clock.Advance(TimeSpan.FromHours(11.5));
        var silent = await browser.GetAsync(roundcube.AuthorizePath(("prompt", "none"), ("id_token_hint", tokens.IdToken)));
        var refreshed = await roundcube.RefreshAsync(tokens.RefreshToken);

        roundcube.Answer(silent).Should().ContainKey("code");
        KeyStory.KeyOf(refreshed.IdToken).Should().NotBe(KeyStory.KeyOf(tokens.IdToken));
        (await mail.IntrospectAsync(refreshed.AccessToken)).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task A_key_goes_once_nothing_that_it_signed_can_live_and_its_material_after_it()
    {
        var first = (await roundcube.PublishedAsync("RSA")).Single();
        await host.PassAsync(KeyStory.NextIsPublished, async () => (await roundcube.PublishedAsync("RSA")).Count == 2);

        await host.PassAsync(TimeSpan.FromHours(2 + 13), async () => !(await roundcube.PublishedAsync("RSA")).Contains(first));
        (await KeyAsync(first)).IsErased.Should().BeFalse();
        // One after the other: those that sign, and the one that encrypts.
        await host.PassAsync(TimeSpan.FromHours(24), async () => await ErasedAsync() == 4);

        (await KeyAsync(first)).IsErased.Should().BeTrue();
        (await host.KeysAsync(KeyPurpose.TokenEncryption)).Should().ContainSingle(key => key.IsErased);
        (await host.KeysAsync(KeyPurpose.PairwiseSubjects)).Should().ContainSingle(key => !key.IsErased, "applications would take everybody for somebody new");
    }

    [Fact]
    public async Task A_provider_that_slept_for_a_year_publishes_a_key_before_it_signs_all_the_same()
    {
        var first = (await roundcube.PublishedAsync("RSA")).Single();

        await host.PassAsync(TimeSpan.FromDays(365), async () => (await roundcube.PublishedAsync("RSA")).Count == 2);

        KeyStory.KeyOf((await SignInAsync()).IdToken).Should().Be(first);
    }

    [Fact]
    public async Task Applications_may_keep_the_published_keys_and_are_told_briefly_that_they_are_the_same()
    {
        var first = (await AskForKeysAsync(mark: null)).Response.Headers;

        var same = await AskForKeysAsync(first.ETag);
        await host.ReplaceAsync(RevokedKeys.None);
        var other = await AskForKeysAsync(first.ETag);

        first.CacheControl!.ToString().Should().Be("public, max-age=1800");
        (same.Status, same.Text).Should().Be((HttpStatusCode.NotModified, ""));
        other.Status.Should().Be(HttpStatusCode.OK);
        other.Response.Headers.ETag.Should().NotBe(first.ETag);
    }

    [Fact]
    public async Task Sixty_four_people_sign_in_at_once_while_keys_are_replaced_and_nobody_notices()
    {
        var everybody = Task.WhenAll(Enumerable.Range(0, 64).Select(async number =>
        {
            var tokens = await SignInAsync(Colleague(number), $"192.0.2.{number}");
            tokens = await roundcube.RefreshAsync(tokens.RefreshToken);
            return (await mail.IntrospectAsync(tokens.AccessToken)).IsActive;
        }));
        // Twice at least, however long one of them waits behind the writing of sixty-four others.
        for (var replaced = 0; replaced < 2 || !everybody.IsCompleted; replaced++)
        {
            await host.ReplaceAsync(RevokedKeys.None);
            await Task.WhenAny(everybody, Task.Delay(TimeSpan.FromMilliseconds(500)));
        }

        (await everybody).Should().OnlyContain(isActive => isActive);
        (await host.KeysAsync(KeyPurpose.Rs256)).Count.Should().BeGreaterThan(2);
    }

    [Theory]
    [InlineData("OpenId:Keys:PublishedAhead", "00:30:00", "twice CachedFor")]
    [InlineData("OpenId:Keys:SignsFor", "00:01:00", "SignsFor")]
    [InlineData("OpenId:Keys:Polling", "01:00:00", "Polling")]
    public async Task Times_by_which_applications_would_meet_unknown_keys_stop_the_start(string key, string value, string said)
    {
        var start = async () =>
        {
            await using var refused = await Applications.StartAsync((key, value));
        };

        (await start.Should().ThrowAsync<Exception>()).Which.ToString().Should().Contain(said);
    }

    private Task<TokenAnswer> SignInAsync() => SignInAsync(SamplePeople.ClaireMartin, "192.0.2.254");

    private async Task<TokenAnswer> SignInAsync(Person person, string source)
    {
        using var browser = host.NewBrowser();
        browser.ForwardedFor = source;
        (await browser.SignInAsync(person)).Redirect.Should().NotBeNull();
        return await roundcube.SignInAsync(browser);
    }

    /// <summary>Somebody else each time, and from elsewhere: strangers who try one account at once are slowed.</summary>
    private Person Colleague(int number)
    {
        var colleague = SamplePeople.ClaireMartin with { Key = new DirectoryKey($"colleague-{number}"), Login = Login.Parse($"colleague{number}"), Address = null, Numen = null };
        host.Directory.Put(colleague, SamplePeople.Password);
        return colleague;
    }

    private async Task<TokenAnswer> AskForKeysAsync(EntityTagHeaderValue? mark)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/jwks");
        if (mark is not null)
            request.Headers.IfNoneMatch.Add(mark);
        return await roundcube.SendAsync(request);
    }

    private Task<int> ErasedAsync() => host.AskAsync((IdentityDb db) => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.SigningKeyErased));

    private async Task<SigningKey> KeyAsync(string id) => (await host.KeysAsync(KeyPurpose.Rs256)).Single(key => key.Id == id);
}
