using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class StartTests
{
    [Fact]
    public async Task Keys_and_tokens_survive_a_restart()
    {
        await using var host = await Applications.StartAsync();
        using var browser = host.NewBrowser();
        using var roundcube = host.Roundcube();
        using var mail = host.Mail();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var tokens = await roundcube.SignInAsync(browser);
        var keys = (await roundcube.GetJsonAsync("/.well-known/jwks")).GetRawText();

        await host.RestartAsync();

        (await roundcube.GetJsonAsync("/.well-known/jwks")).GetRawText().Should().Be(keys);
        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeTrue();
        (await roundcube.RefreshAsync(tokens.RefreshToken)).AccessToken.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Keys_rest_encrypted_and_secrets_hashed()
    {
        await using var host = await Applications.StartAsync();

        var keys = await host.AskAsync((IdentityDb db) => db.Set<SigningKey>().AsNoTracking().ToListAsync());
        var secrets = await host.AskAsync((IdentityDb db) => db.Set<OpenIddictEntityFrameworkCoreApplication>().Select(client => client.ClientSecret).ToListAsync());

        keys.Select(key => key.Purpose).Should().BeEquivalentTo(Enum.GetValues<KeyPurpose>());
        // Data Protection begins what it protects with this mark; a PKCS#8 key begins with 0x30.
        keys.Should().OnlyContain(key => key.ProtectedMaterial!.Take(4).SequenceEqual(new byte[] { 0x09, 0xF0, 0xC9, 0xF0 }));
        secrets.OfType<string>().Should().HaveCount(3).And.OnlyContain(secret => secret.StartsWith("sha256:"));
    }

    [Fact]
    public async Task Preparing_again_and_at_the_same_time_changes_nothing()
    {
        await using var host = await Applications.StartAsync();
        var before = await ConcurrencyMarksAsync(host);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenIdFeature.PrepareOpenIdAsync(host.Services, CancellationToken.None)));

        (await ConcurrencyMarksAsync(host)).Should().BeEquivalentTo(before);
        (await host.AskAsync((IdentityDb db) => db.Set<SigningKey>().CountAsync())).Should().Be(5);
    }

    [Fact]
    public async Task Two_nodes_that_start_at_once_on_an_empty_database_end_with_the_same_keys_and_clients()
    {
        await using var host = await Applications.StartAsync();
        await host.AskAsync(async (IdentityDb db) =>
        {
            await db.Set<OpenIddictEntityFrameworkCoreApplication>().ExecuteDeleteAsync();
            return await db.Set<SigningKey>().ExecuteDeleteAsync();
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenIdFeature.PrepareOpenIdAsync(host.Services, CancellationToken.None)));

        (await host.AskAsync((IdentityDb db) => db.Set<SigningKey>().CountAsync())).Should().Be(5);
        (await host.AskAsync((IdentityDb db) => db.Set<OpenIddictEntityFrameworkCoreApplication>().CountAsync())).Should().Be(4);
    }

    [Fact]
    public async Task A_client_that_configuration_no_longer_names_is_gone_and_one_that_came_another_way_stays()
    {
        await using var host = await Applications.StartAsync();
        await host.AskAsync(async (IOpenIddictApplicationManager applications) =>
        {
            await applications.CreateAsync(new OpenIddictApplicationDescriptor { ClientId = "venu-d-ailleurs", ClientType = "public" });
            var known = (await applications.FindByClientIdAsync("ent"))!;
            var descriptor = new OpenIddictApplicationDescriptor();
            await applications.PopulateAsync(descriptor, known);
            descriptor.ClientId = "ancien-portail";
            await applications.UpdateAsync(known, descriptor);
            return true;
        });

        await host.RestartAsync();

        var clients = await host.AskAsync((IdentityDb db) => db.Set<OpenIddictEntityFrameworkCoreApplication>().Select(client => client.ClientId).ToListAsync());
        clients.Should().BeEquivalentTo("roundcube", "ent", "mail", "thunderbird", "venu-d-ailleurs");
    }

    [Theory]
    [InlineData("OpenId:Clients:1:RedirectUris:0", "http://portail.example.fr/", "\"ent\": RedirectUris:")]
    [InlineData("OpenId:Clients:1:Secret", "court", "\"ent\": Secret:")]
    [InlineData("OpenId:Clients:1:Id", "roundcube", "\"roundcube\": Id:")]
    [InlineData("OpenId:Clients:1:SecretFile", "/nulle/part", "\"ent\": SecretFile:")]
    [InlineData("OpenId:Clients:1:RedirectUri", "https://portail.example.fr/", "RedirectUri")]
    [InlineData("OpenId:AccessTokenLifetime", "2.00:00:00", "AccessTokenLifetime")]
    public async Task The_provider_does_not_start_with_a_configuration_it_would_not_serve_safely(string key, string value, string said)
    {
        var start = async () =>
        {
            await using var host = await Applications.StartAsync((key, value));
        };

        var failure = await start.Should().ThrowAsync<Exception>();

        (failure.Which is OptionsValidationException or InvalidOperationException).Should().BeTrue();
        failure.Which.ToString().Should().Contain(said);
    }

    [Fact]
    public async Task What_ended_long_ago_is_removed_and_what_is_open_stays()
    {
        await using var host = await Applications.StartAsync(("OpenId:KeepEndedFor", "00:10:00"));
        using var gone = host.NewBrowser();
        using var here = host.NewBrowser();
        using var roundcube = host.Roundcube();
        await gone.SignInAsync(SamplePeople.BaoNguyen);
        await roundcube.SignInAsync(gone);
        await gone.SubmitAsync(await gone.GetAsync("/connect/logout"));
        await here.SignInOnOwnDeviceAsync(SamplePeople.ClaireMartin);
        var tokens = await roundcube.SignInAsync(here);

        host.Clock.Advance(TimeSpan.FromMinutes(55));
        await Eventually.BeTrueAsync(async () =>
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            return await host.AskAsync((IdentityDb db) => db.Sessions.CountAsync()) == 1
                && await host.AskAsync((IdentityDb db) => db.Set<OpenIddictEntityFrameworkCoreAuthorization>().CountAsync()) == 1;
        });

        (await host.AskAsync((IdentityDb db) => db.Set<SessionClient>().CountAsync())).Should().Be(1);
        (await roundcube.RefreshAsync(tokens.RefreshToken)).AccessToken.Should().NotBeEmpty();
    }

    private static Task<List<string?>> ConcurrencyMarksAsync(ProviderHost host) =>
        host.AskAsync((IdentityDb db) => db.Set<OpenIddictEntityFrameworkCoreApplication>().Select(client => client.ConcurrencyToken).ToListAsync());
}
