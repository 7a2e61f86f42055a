using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Domain.Tests.OpenId;

public sealed class PersonClaimsTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly Person Head = new()
    {
        Key = new DirectoryKey("AC-ROUEN2828"),
        Login = Login.Parse("hlefevre1"),
        Numen = Numen.Parse("21E0201234ABC"),
        DisplayName = "Hélène Lefèvre",
        GivenName = "Hélène",
        Surname = "Lefèvre",
        Address = MailAddress.Parse("helene.lefevre@ac-rouen.fr"),
        Title = "Principale adjointe",
        UserType = "DIR",
        State = AccountState.Active,
        Postings =
        [
            new Posting(Rne.Parse("0279001M"), "DIR", "DIRECTION", "D0011", "CHEF D'ETABLISSEMENT ADJOINT"),
            new Posting(Rne.Parse("0769001W"), "ENS", "ENSEIGNEMENT", null, null),
        ],
    };

    private static readonly Establishment College = new(Rne.Parse("0279001M"), "Collège Jacques-Tati", "CLG", "340", "PU", "Les Andelys");

    [Fact]
    public void The_academic_identity_is_told_in_the_forms_of_the_vector_main_posting_first()
    {
        var claims = Of(Head, College);

        List(claims, "FrEduRne").Should().Equal("0279001M$UAJ$PU$DIR$0279001M$T3$CLG$340", "0769001W$UAJ$X$ENS$0769001W$T3$X$X");
        List(claims, "establishments").Should().Equal("Collège Jacques-Tati (Les Andelys)", "0769001W");
        List(claims, "rne").Should().Equal("0279001M", "0769001W");
        List(claims, "functions").Should().Equal("DIR", "ENS");
        Text(claims, "FrEduFonctAdm").Should().Be("DIR");
        Text(claims, "discipline").Should().Be("CHEF D'ETABLISSEMENT ADJOINT");
        Text(claims, "codaca").Should().Be("021");
        Text(claims, "typensi").Should().Be("DIR");
    }

    [Fact]
    public void The_address_is_that_of_the_main_establishment_and_absent_where_it_is_not_known()
    {
        Of(Head, College).OfType<PersonClaim.Group>().Single().Members["formatted"].Should().StartWith(College.Name);
        Of(Head).OfType<PersonClaim.Group>().Should().BeEmpty();
    }

    [Fact]
    public void Neither_NUMEN_nor_directory_key_is_among_the_claims()
    {
        var told = string.Join(' ', Of(Head, College).Select(claim => claim.Match(text => text.Value, list => string.Join(' ', list.Values), _ => "", number => $"{number.Value}", group => string.Join(' ', group.Members.Values))));

        told.Should().NotContain("21E0201234ABC").And.NotContain("2828");
    }

    [Fact]
    public void Somebody_without_address_or_posting_has_no_claim_about_them()
    {
        var names = Of(Head with { Address = null, Postings = [] }).Select(claim => claim.Name);

        names.Should().NotContain(["email", "email_verified", "FrEduRne", "rne", "establishments", "functions"]).And.Contain("preferred_username");
    }

    [Fact]
    public void The_sign_in_is_told_as_it_was_proven()
    {
        var claims = Of(Head);

        Text(claims, "sub").Should().Be("sujet");
        Text(claims, "sid").Should().Be("session");
        List(claims, "amr").Should().Equal("pwd", "otp");
        claims.OfType<PersonClaim.Number>().Single(claim => claim.Name == "auth_time").Value.Should().Be(Now.ToUnixTimeSeconds());
    }

    [Fact]
    public void Every_claim_has_its_line_in_the_table()
    {
        Of(Head with { Language = "fr" }, College).Select(claim => claim.Name).Should().BeSubsetOf(ClaimTable.Rules.Select(rule => rule.Claim));
    }

    [Theory]
    [InlineData("name", "openid mail", ClaimPlaces.None)]
    [InlineData("name", "openid profile", ClaimPlaces.IdToken | ClaimPlaces.UserInfo)]
    [InlineData("preferred_username", "openid mail", ClaimPlaces.AccessToken)]
    [InlineData("preferred_username", "urn:ietf:params:oauth:scope:mail", ClaimPlaces.AccessToken)]
    [InlineData("preferred_username", "openid profile mail", ClaimPlaces.IdToken | ClaimPlaces.AccessToken | ClaimPlaces.UserInfo)]
    [InlineData("email", "openid mail", ClaimPlaces.AccessToken)]
    [InlineData("email", "openid academie", ClaimPlaces.None)]
    [InlineData("FrEduRne", "openid profile email", ClaimPlaces.None)]
    [InlineData("FrEduRne", "openid academie", ClaimPlaces.UserInfo)]
    [InlineData("numen", "openid profile email academie mail", ClaimPlaces.None)]
    public void Scopes_decide_where_a_claim_is_told(string claim, string scopes, ClaimPlaces places)
    {
        ClaimTable.PlacesOf(claim, scopes.Split(' ')).Should().Be(places);
    }

    private static IReadOnlyList<PersonClaim> Of(Person person, params Establishment[] establishments) => PersonClaims.Of(
        person,
        establishments,
        new Session
        {
            Id = "session", Subject = "sujet", DirectoryKey = person.Key.Value, Device = DeviceKind.Shared, StartedAt = Now, AuthenticatedAt = Now,
            Methods = "pwd otp", LastSeenAt = Now, ExpiresAt = Now.AddHours(12),
        },
        "sujet",
        "021");

    private static string Text(IEnumerable<PersonClaim> claims, string name) => claims.OfType<PersonClaim.Text>().Single(claim => claim.Name == name).Value;

    private static IReadOnlyList<string> List(IEnumerable<PersonClaim> claims, string name) => claims.OfType<PersonClaim.TextList>().Single(claim => claim.Name == name).Values;
}
