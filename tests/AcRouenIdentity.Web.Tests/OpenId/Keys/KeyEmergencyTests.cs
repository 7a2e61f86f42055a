using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId.Keys;

/// <summary>Two nodes on one database, and keys that somebody may have read.</summary>
public sealed class KeyEmergencyTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task What_a_revoked_key_signed_is_worth_nothing_here_at_once_and_elsewhere_within_ten_seconds(DatabaseProvider provider)
    {
        await using var nodes = await TwoNodes.StartAsync(provider, server);
        var tokens = await nodes.SignInAsync();
        (await nodes.MailThere.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeTrue();
        var revoked = KeyStory.KeyOf(tokens.AccessToken);

        await nodes.Here.ReplaceAsync(RevokedKeys.One(revoked));
        (await nodes.MailHere.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await nodes.RoundcubeHere.PublishedAsync("RSA")).Should().NotContain(revoked);
        nodes.There.Clock.Advance(KeyStory.Bound);
        var here = await nodes.RoundcubeHere.PublishedAsync("RSA");
        await Eventually.BeTrueAsync(async () => (await nodes.RoundcubeThere.PublishedAsync("RSA")).SequenceEqual(here));

        (await nodes.MailThere.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        var hinted = await nodes.Browser.GetAsync(nodes.RoundcubeHere.AuthorizePath(("prompt", "none"), ("id_token_hint", tokens.IdToken)));
        hinted.Redirect?.Query.Should().NotContain("code=", "whoever has the key can write any hint");
        (await nodes.RoundcubeThere.RefreshAsync(tokens.RefreshToken)).AccessToken.Should().NotBeEmpty("it is under other keys");
    }

    [SkippableFact]
    public async Task A_token_under_a_key_that_a_node_has_not_heard_of_yet_is_good_there_all_the_same()
    {
        await using var nodes = await TwoNodes.StartAsync(DatabaseProvider.Sqlite, server);
        await nodes.Here.ReplaceAsync(RevokedKeys.None);

        var tokens = await nodes.SignInAsync();

        (await nodes.MailThere.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeTrue();
        (await nodes.RoundcubeThere.RefreshAsync(tokens.RefreshToken)).AccessToken.Should().NotBeEmpty();
    }

    [SkippableFact]
    public async Task With_all_keys_revoked_nothing_old_works_and_a_new_sign_in_does()
    {
        await using var nodes = await TwoNodes.StartAsync(DatabaseProvider.Sqlite, server);
        var tokens = await nodes.SignInAsync();
        var code = await nodes.RoundcubeHere.GetCodeAsync(nodes.Browser);

        await nodes.Here.ReplaceAsync(RevokedKeys.All);

        (await nodes.RoundcubeHere.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await nodes.RoundcubeHere.RedeemAsync(code)).Error.Should().Be("invalid_grant");
        var again = await nodes.RoundcubeHere.SignInAsync(nodes.Browser);
        (await nodes.MailHere.IntrospectAsync(again.AccessToken)).IsActive.Should().BeTrue("the session of the browser is nobody's key");
        Jwt.Body(again.IdToken).GetProperty("sub").GetString().Should().Be(Jwt.Body(tokens.IdToken).GetProperty("sub").GetString());
        (await nodes.Here.KeysAsync(KeyPurpose.Es256)).Select(key => key.IsErased).Should().Equal(true, false);
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Of_many_nodes_one_makes_the_next_key_and_all_sign_with_it(DatabaseProvider provider)
    {
        await using var nodes = await TwoNodes.StartAsync(provider, server);

        await Task.WhenAll(
            nodes.Here.PassAsync(KeyStory.NextIsPublished, async () => (await nodes.RoundcubeHere.PublishedAsync("RSA")).Count == 2),
            nodes.There.PassAsync(KeyStory.NextIsPublished, async () => (await nodes.RoundcubeThere.PublishedAsync("RSA")).Count == 2));
        // To the same hour on both: the one that waited longer for the key moved its clock more often.
        var later = new[] { nodes.Here, nodes.There }.Max(node => node.Clock.GetUtcNow()).AddHours(2.5);
        foreach (var node in new[] { nodes.Here, nodes.There })
            node.Clock.Advance(later - node.Clock.GetUtcNow());
        var tokens = await nodes.SignInAsync();
        var refreshed = await nodes.RoundcubeThere.RefreshAsync(tokens.RefreshToken);

        (await nodes.Here.KeysAsync(KeyPurpose.Rs256)).Should().HaveCount(2);
        KeyStory.KeyOf(refreshed.AccessToken).Should().Be(KeyStory.KeyOf(tokens.AccessToken));
        (await nodes.Here.AskAsync((IdentityDb db) => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.SigningKeyCreated))).Should().Be(9, "five at the start, four since");
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Two_emergencies_at_once_are_both_carried_out(DatabaseProvider provider)
    {
        await using var nodes = await TwoNodes.StartAsync(provider, server);
        var tokens = await nodes.SignInAsync();

        await Task.WhenAll(nodes.Here.ReplaceAsync(RevokedKeys.All), nodes.There.ReplaceAsync(RevokedKeys.None));

        (await nodes.MailHere.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await nodes.Here.KeysAsync(KeyPurpose.Rs256)).Should().OnlyHaveUniqueItems(key => key.Generation).And.Contain(key => !key.IsErased);
        (await nodes.Here.AskAsync((IdentityDb db) => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.SigningKeysReplaced))).Should().Be(2);
    }
}
