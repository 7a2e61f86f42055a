using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Domain.Tests.OpenId;

public sealed class RequestedClaimsTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("email", "openid email", true)]
    [InlineData("email", "openid profile academie", false)]
    [InlineData("email", "openid mail urn:ietf:params:oauth:scope:mail", false)]
    [InlineData("FrEduRne", "openid academie", true)]
    [InlineData("acr", "openid", true)]
    [InlineData("numen", "openid profile email address academie mail", false)]
    public void Only_what_a_scope_of_the_client_tells_applications_may_be_named(string claim, string scopes, bool may)
    {
        var within = new RequestedClaims([claim], [claim], []).Within(scopes.Split(' '));

        within.PlacesOf(claim).Should().Be(may ? ClaimPlaces.IdToken | ClaimPlaces.UserInfo : ClaimPlaces.None);
    }

    [Fact]
    public void A_consent_to_a_claim_is_none_to_its_scope_and_one_to_a_scope_is_to_its_claims()
    {
        var consent = new Consent { Subject = "sujet", ClientId = "ent", Scopes = "", GivenAt = Now };

        consent.Add(["openid"], ["given_name", "acr"], Now);

        consent.Scopes.Should().Be("openid claim:given_name");
        consent.Covers(["openid"], ["given_name", "acr", "sub"]).Should().BeTrue();
        consent.Covers(["openid"], ["family_name"]).Should().BeFalse();
        consent.Covers(["openid", "profile"], []).Should().BeFalse();

        consent.Add(["openid", "profile"], ["family_name"], Now);

        consent.Scopes.Should().Be("openid claim:given_name profile");
        consent.Covers(["openid"], ["family_name", "name"]).Should().BeTrue();
        consent.Covers(["openid"], ["email"]).Should().BeFalse();
    }

    [Theory]
    [InlineData("pwd", "", "eidas1")]
    [InlineData("pwd otp mfa", "", "eidas1-mfa")]
    [InlineData("pwd otp mfa", "eidas1", "eidas1")]
    [InlineData("pwd otp mfa", "eidas1 eidas1-mfa", "eidas1-mfa")]
    [InlineData("pwd", "eidas1-mfa", null)]
    [InlineData("pwd otp mfa", "eidas3", null)]
    public void A_sign_in_by_two_factors_is_of_the_class_of_one_as_well_and_never_the_other_way_round(string methods, string needed, string? told) =>
        PersonClaims.ClassOf(SessionBy(methods), needed.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Should().Be(told);

    [Theory]
    [InlineData("silent", AuthorizationStep.LoginRequired)]
    [InlineData("first", AuthorizationStep.ProveNeededFactor)]
    [InlineData("proven", AuthorizationStep.ProveNeededFactor)]
    [InlineData("asked", AuthorizationStep.Unmet)]
    [InlineData("given", AuthorizationStep.Grant)]
    public void Two_factors_that_are_needed_are_asked_for_once_and_never_waived(string situation, AuthorizationStep step)
    {
        var demand = new SignInDemand
        {
            NeededClasses = ["eidas1-mfa"], Silent = situation == "silent", AskedAt = situation is "proven" or "asked" ? Now : null, NeededFactorAsked = situation == "asked",
        };

        AuthorizationSteps.Next(SessionBy(situation == "given" ? "pwd otp mfa" : "pwd"), AccountState.Active, demand, Now).Should().Be(step);
    }

    [Theory]
    [InlineData("silent", AuthorizationStep.LoginRequired)]
    [InlineData("first", AuthorizationStep.SignInAsAnother)]
    [InlineData("back", AuthorizationStep.SignInAsAnother)]
    [InlineData("same again", AuthorizationStep.LoginRequired)]
    public void Whoever_is_not_expected_may_let_another_sign_in_once(string situation, AuthorizationStep step)
    {
        var demand = new SignInDemand
        {
            ForSomebodyElse = true, Silent = situation == "silent", AskedAt = situation switch { "back" => Now.AddSeconds(1), "same again" => Now, _ => null },
        };

        AuthorizationSteps.Next(SessionBy("pwd"), AccountState.Active, demand, Now).Should().Be(step);
    }

    [Fact]
    public void Nobody_is_made_to_sign_in_for_a_class_that_there_is_not() =>
        AuthorizationSteps.Next(session: null, AccountState.Erased, new SignInDemand { NeededClasses = ["eidas3"] }, Now).Should().Be(AuthorizationStep.Unmet);

    private static Session SessionBy(string methods) => new()
    {
        Id = "session", Subject = "sujet", DirectoryKey = "cle", Device = DeviceKind.Shared, StartedAt = Now, AuthenticatedAt = Now, Methods = methods, LastSeenAt = Now, ExpiresAt = Now.AddHours(12),
    };
}
