using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using AcRouenIdentity.Web.Tests.OpenId.Keys;

namespace AcRouenIdentity.Web.Tests.OpenId.MailTokens;

/// <summary>Keys of mail that follow one another, and what a real Dovecot makes of it.</summary>
public sealed class MailKeyRotationTests : IAsyncLifetime
{
    private readonly LocalMailServer server = new();

    public Task InitializeAsync() => Dovecot.IsInstalled ? server.StartAsync(KeyStory.Settings) : Task.CompletedTask;

    public Task DisposeAsync() => server.DisposeAsync();

    [SkippableFact]
    public async Task The_next_key_is_there_before_it_signs_and_the_former_one_while_its_tokens_live_so_that_nobody_is_kept_out()
    {
        Dovecot.Need();
        var before = (await server.SignInAsync()).AccessToken;
        var now = server.Host.Clock.GetUtcNow();
        await server.Host.PassAsync(KeyStory.NextIsPublished, async () => (await PublishedAsync()).Count == 2);
        (await server.WriteKeysAsync()).Output.Should().Contain("1 ajoutées").And.Contain("0 retirées");

        // Dovecot has the clock of the machine: the next key begins now instead of in two hours, and nothing is written in between.
        server.Host.Clock.AdjustTime(now);
        await server.Host.ReplaceAsync(RevokedKeys.None);
        var after = (await server.SignInAsync()).AccessToken;

        KeyStory.KeyOf(after).Should().NotBe(KeyStory.KeyOf(before));
        (await server.OpensAsync(before)).Should().BeTrue();
        (await server.OpensAsync(after)).Should().BeTrue();
    }

    [SkippableFact]
    public async Task A_key_that_was_revoked_leaves_the_folder_and_opens_nothing_once_Dovecot_was_reloaded()
    {
        Dovecot.Need();
        var before = (await server.SignInAsync()).AccessToken;
        (await server.OpensAsync(before)).Should().BeTrue();

        await server.Host.ReplaceAsync(RevokedKeys.One(KeyStory.KeyOf(before)));
        (await server.WriteKeysAsync()).Output.Should().Contain("1 ajoutées").And.Contain("1 retirées");
        Directory.GetFiles(server.PlaceOf("default", "ES256")).Select(Path.GetFileName).Should().Equal(await PublishedAsync());
        await server.Dovecot.ReloadAsync();

        var after = (await server.SignInAsync()).AccessToken;
        await Eventually.BeTrueAsync(async () => !await server.OpensAsync(before));
        (await server.OpensAsync(after)).Should().BeTrue();
    }

    [SkippableFact]
    public async Task A_key_leaves_the_folder_once_nothing_that_it_signed_can_live()
    {
        Dovecot.Need();
        var first = (await PublishedAsync()).Single();
        await server.Host.PassAsync(KeyStory.NextIsPublished, async () => (await PublishedAsync()).Count == 2);
        await server.WriteKeysAsync();
        Held().Should().HaveCount(2).And.Contain(first);

        await server.Host.PassAsync(TimeSpan.FromHours(2 + 13), async () => !(await PublishedAsync()).Contains(first));
        await server.WriteKeysAsync();

        Held().Should().Equal(await PublishedAsync()).And.NotContain(first);
    }

    [SkippableFact]
    public async Task Where_nothing_changed_no_file_is_touched_and_what_somebody_else_left_there_goes()
    {
        Dovecot.Need();
        var place = server.PlaceOf("default", "ES256");
        var before = Directory.GetFiles(place).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        var folder = Directory.GetLastWriteTimeUtc(place);

        (await server.WriteKeysAsync()).Output.Should().Contain("0 ajoutées").And.Contain("0 retirées");

        Directory.GetFiles(place).ToDictionary(file => file, File.GetLastWriteTimeUtc).Should().BeEquivalentTo(before);
        Directory.GetLastWriteTimeUtc(place).Should().Be(folder);
        await File.WriteAllTextAsync(Path.Combine(place, "oubliee"), "x");
        (await server.WriteKeysAsync()).Output.Should().Contain("1 retirées");
        Held().Should().Equal(await PublishedAsync());
    }

    private IEnumerable<string?> Held() => Directory.GetFiles(server.PlaceOf("default", "ES256")).Select(Path.GetFileName);

    private async Task<IReadOnlyList<string>> PublishedAsync()
    {
        using var reader = server.Host.Mail();
        return [.. (await reader.GetJsonAsync("/.well-known/jwks/mail")).GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
    }
}
