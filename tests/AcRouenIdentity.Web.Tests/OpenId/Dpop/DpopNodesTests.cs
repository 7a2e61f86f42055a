using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Web.Tests.OpenId.Keys;

namespace AcRouenIdentity.Web.Tests.OpenId.Dpop;

/// <summary>Two nodes of one provider: what was used on one was used, and what one gives the other takes.</summary>
public sealed class DpopNodesTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    private const string Public = "http://localhost:5080/connect/";

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_proof_that_was_used_on_one_node_is_worth_nothing_on_the_other_and_its_nonce_is_read_there(DatabaseProvider provider)
    {
        await using var nodes = await TwoNodes.StartAsync(provider, server);
        using var key = ProofKey.OnCurve();
        var tokens = await nodes.SignInAsync();
        var proof = key.Prove(nodes.Here, "POST", $"{Public}token");
        var late = key.Prove(nodes.Here, "POST", $"{Public}token", ("iat", 1));

        var renewed = await With(nodes.RoundcubeHere, proof).RefreshAsync(tokens.RefreshToken);
        var replayed = await With(nodes.RoundcubeThere, proof, nodes.There.Address).RefreshAsync(renewed.RefreshToken);
        var asked = await With(nodes.RoundcubeHere, late).RefreshAsync(renewed.RefreshToken);
        var timed = key.Prove(nodes.Here, "POST", $"{Public}token", ("iat", 1), ("nonce", asked.Nonce()));

        renewed.AccessToken.Should().NotBeEmpty();
        replayed.ShouldGiveNothing("invalid_dpop_proof");
        (await With(nodes.RoundcubeThere, timed, nodes.There.Address).RefreshAsync(renewed.RefreshToken)).AccessToken.Should().NotBeEmpty();

        RelyingParty With(RelyingParty application, string made, Uri? at = null) => new(at ?? nodes.Here.Address, application.ClientId, application.Secret) { Proof = (_, _) => made };
    }
}
