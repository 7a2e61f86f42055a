using System.Globalization;
using AcRouenIdentity.Domain.OpenId;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.OpenId;

public sealed class ClaimsJsonTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "null", "true", "false", "1e400", "-0", "\"", "\\u0000", "\\uD800", "\\", "\"id_token\":", "\"userinfo\":", "\"sub\":", "\"acr\":", "\"email\":", "\"essential\":", "\"value\":", "\"values\":",
        "\"eidas1\"", " ", "\t", "/**/", "é", "\uD800", "{\"value\":1}", "{\"essential\":true}",
    ];

    /// <summary>The example of OpenID Connect Core 5.5.</summary>
    [Fact]
    public void Claims_are_asked_for_in_both_places_as_they_may_or_must_be()
    {
        var read = ClaimsJson.Read(
            """
            {
              "userinfo": { "given_name": {"essential": true}, "nickname": null, "email": {"essential": true}, "http://example.info/claims/groups": null },
              "id_token": { "auth_time": {"essential": true}, "acr": {"values": ["urn:mace:incommon:iap:silver"] } }
            }
            """)!;

        read.UserInfo.Select(wish => (wish.Name, wish.Need)).Should().Equal(
            ("given_name", ClaimNeed.Essential), ("nickname", ClaimNeed.Voluntary), ("email", ClaimNeed.Essential), ("http://example.info/claims/groups", ClaimNeed.Voluntary));
        read.IdToken.Select(wish => wish.Name).Should().Equal("auth_time", "acr");
        read.WishedClasses.Should().Equal("urn:mace:incommon:iap:silver");
        read.NeededClasses.Should().BeNull();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"autre":{"name":12},"verified_claims":[[]]}""")]
    [InlineData("""{"userinfo":{}}""")]
    [InlineData("""{"id_token":{"email":{"purpose":{"x":["y"]},"essential":false}}}""")]
    [InlineData("""{"id_token":{"sub":{"value":12}}}""")]
    [InlineData("""{"id_token":{"address":{"value":{"locality":"Dieppe"}}}}""")]
    public void Names_that_are_not_understood_are_passed_over(string text) => ClaimsJson.Read(text).Should().NotBeNull();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("pas du JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"{}\"")]
    [InlineData("{} {}")]
    [InlineData("{/* */}")]
    [InlineData("""{"userinfo":{"name":null,}}""")]
    [InlineData("""{"userinfo":null}""")]
    [InlineData("""{"userinfo":["name"]}""")]
    [InlineData("""{"userinfo":{"name":true}}""")]
    [InlineData("""{"userinfo":{"name":"essential"}}""")]
    [InlineData("""{"userinfo":{"inconnu":12}}""")]
    [InlineData("""{"userinfo":{"name":{"essential":"true"}}}""")]
    [InlineData("""{"userinfo":{"name":{"essential":null}}}""")]
    [InlineData("""{"id_token":{"acr":{"values":"eidas1"}}}""")]
    [InlineData("""{"id_token":{"acr":{"values":null}}}""")]
    [InlineData("""{"id_token":{"acr":{"value":"eidas1","values":["eidas1-mfa"]}}}""")]
    [InlineData("""{"id_token":{"sub":null},"id_token":{}}""")]
    [InlineData("""{"id_token":{"sub":{"value":"a"},"sub":{"value":"b"}}}""")]
    [InlineData("""{"id_token":{"sub":{"value":"a"},"\u0073ub":{"value":"b"}}}""")]
    [InlineData("""{"id_token":{"sub":{"value":"a","value":"b"}}}""")]
    [InlineData("""{"id_token":{"\ud800":null}}""")]
    [InlineData("""{"id_token":{"sub":{"value":"\ud800"}}}""")]
    public void What_has_not_the_form_or_a_name_twice_is_no_request(string text) => ClaimsJson.Read(text).Should().BeNull();

    [Fact]
    public void Half_a_character_is_no_text() => ClaimsJson.Read($"{{\"id_token\":{{\"{'\uD800'}\":null}}}}").Should().BeNull();

    [Fact]
    public void Nothing_larger_or_deeper_than_honest_requests_is_read()
    {
        ClaimsJson.Read(Naming(ClaimsJson.MostClaims)).Should().NotBeNull();
        ClaimsJson.Read(Naming(ClaimsJson.MostClaims + 1)).Should().BeNull();
        ClaimsJson.Read(Valued(ClientRules.MostOfAKind)).Should().NotBeNull();
        ClaimsJson.Read(Valued(ClientRules.MostOfAKind + 1)).Should().BeNull();
        ClaimsJson.Read("{}".PadRight(ClaimsJson.LongestText)).Should().NotBeNull();
        ClaimsJson.Read("{}".PadRight(ClaimsJson.LongestText + 1)).Should().BeNull();
        ClaimsJson.Read($"{{\"autre\":{new string('[', 7)}{new string(']', 7)}}}").Should().NotBeNull();
        ClaimsJson.Read($"{{\"autre\":{new string('[', 8)}{new string(']', 8)}}}").Should().BeNull();
    }

    [Property]
    public Property Whatever_it_is_it_is_read_or_refused_and_nothing_is_thrown() => Prop.ForAll(
        Gen.Choose(0, 40).SelectMany(count => Gen.ListOf(Gen.Elements(Pieces), count)).Select(string.Concat).ToArbitrary(),
        text =>
        {
            ClaimsJson.Read(text);
            ClaimsJson.Read($"{{\"id_token\":{{\"sub\":{text}}}}}");
        });

    [Theory]
    [InlineData("""{"id_token":{"acr":{"essential":true,"value":"eidas1-mfa"}}}""", "eidas1-mfa", null)]
    [InlineData("""{"id_token":{"acr":{"essential":true,"values":["a","b"]}}}""", "a b", null)]
    [InlineData("""{"id_token":{"acr":{"essential":true,"values":[12]}}}""", "", null)]
    [InlineData("""{"id_token":{"acr":{"essential":true}}}""", null, null)]
    [InlineData("""{"id_token":{"acr":null}}""", null, null)]
    [InlineData("""{"id_token":{"acr":{"value":"eidas1"}}}""", null, "eidas1")]
    [InlineData("""{"userinfo":{"acr":{"essential":true,"value":"eidas1-mfa"}}}""", null, null)]
    public void Classes_are_needed_where_they_are_essential_in_the_id_token(string text, string? needed, string? wished)
    {
        var read = ClaimsJson.Read(text)!;

        (Words(read.NeededClasses), Words(read.WishedClasses)).Should().Be((needed, wished));
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"id_token":{"sub":null},"userinfo":{"sub":{"essential":true}}}""", true)]
    [InlineData("""{"id_token":{"sub":{"value":"moi"}}}""", true)]
    [InlineData("""{"id_token":{"sub":{"values":["toi","moi"]}}}""", true)]
    [InlineData("""{"id_token":{"sub":{"value":"toi"}}}""", false)]
    [InlineData("""{"userinfo":{"sub":{"value":"toi"}}}""", false)]
    [InlineData("""{"id_token":{"sub":{"value":"moi"}},"userinfo":{"sub":{"value":"toi"}}}""", false)]
    [InlineData("""{"id_token":{"sub":{"value":"MOI"}}}""", false)]
    [InlineData("""{"id_token":{"sub":{"value":null}}}""", false)]
    [InlineData("""{"id_token":{"sub":{"values":[]}}}""", false)]
    public void A_request_for_certain_people_is_about_nobody_else(string text, bool mayBe) => ClaimsJson.Read(text)!.MayBeAbout("moi").Should().Be(mayBe);

    private static string? Words(IReadOnlyList<string>? classes) => classes is null ? null : string.Join(' ', classes);

    private static string Naming(int count) => $"{{\"userinfo\":{{{string.Join(',', Enumerable.Range(0, count).Select(number => $"\"c{number.ToString(CultureInfo.InvariantCulture)}\":null"))}}}}}";

    private static string Valued(int count) => $"{{\"userinfo\":{{\"sub\":{{\"values\":[{string.Join(',', Enumerable.Repeat("\"x\"", count))}]}}}}}}";
}
