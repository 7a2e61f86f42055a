using System.Xml.Linq;

namespace AcRouenIdentity.Architecture.Tests;

public sealed class BordersTests
{
    private const string Web = "AcRouenIdentity.Web";
    private const string Planted = "AcRouenIdentity.Architecture.Tests.Planted";

    [Fact]
    public void The_domain_reaches_for_nothing_outside() => Borders.ReachOutside(Product.Domain).Should().BeEmpty();

    [Fact]
    public void The_domain_knows_no_other_project() => Borders.KnowTheRestOfTheProduct(Product.Domain).Should().BeEmpty();

    [Fact]
    public void The_LDAP_client_knows_nothing_of_people() => Borders.KnowTheRestOfTheProduct(Product.Ldap).Should().BeEmpty();

    [Theory, InlineData("AcRouenIdentity.Domain"), InlineData("AcRouenIdentity.Ldap")]
    public void A_project_that_stands_alone_references_nothing(string project) =>
        References(File.ReadAllText(Path.Combine(Product.Sources, project, $"{project}.csproj"))).Should().BeEmpty();

    [Fact]
    public void OpenIddict_stays_in_its_slice_the_host_and_the_database()
    {
        Borders.KnowOpenIddict(Product.Web, $"{Web}.Features.OpenId").Should().BeSubsetOf([$"{Web}.AcRouenIdentityHost"]);
        Borders.KnowOpenIddict(Product.Infrastructure, "AcRouenIdentity.Infrastructure.Database").Should().BeEmpty();
        Borders.KnowOpenIddict(Product.Infrastructure).Should().NotBeEmpty("the model holds OpenIddict's tables: the rule sees it");
    }

    [Fact]
    public void Account_stores_of_the_framework_stay_in_SignIn_and_Passkeys() =>
        Borders.KnowAccountStores(Product.Web, $"{Web}.Features.SignIn", $"{Web}.Features.Passkeys").Should().BeEmpty();

    [Theory]
    [InlineData("ReadsAFile")]
    [InlineData("ReadsTheClock")]
    [InlineData("RollsDice")]
    [InlineData("Connects")]
    [InlineData("ReadsTheEnvironment")]
    [InlineData("UsesALibrary")]
    public void A_planted_reach_outside_is_seen(string type) =>
        Borders.ReachOutside(Product.Planted).Should().Contain($"{Planted}.Outside.{type}").And.NotContain($"{Planted}.Outside.Decides");

    [Fact]
    public void A_planted_look_at_another_project_is_seen() =>
        Borders.KnowTheRestOfTheProduct(Product.Planted).Should().Contain($"{Planted}.Outside.KnowsPeople").And.NotContain($"{Planted}.Outside.Decides");

    [Fact]
    public void A_planted_use_of_OpenIddict_is_seen() =>
        Borders.KnowOpenIddict(Product.Planted).Should().Contain([$"{Planted}.Outside.UsesOpenIddict", $"{Planted}.Outside.ExtendsByOpenIddict"]);

    [Fact]
    public void A_planted_use_of_an_account_store_is_seen() =>
        Borders.KnowAccountStores(Product.Planted).Should().BeEquivalentTo([$"{Planted}.Outside.SignsIn", $"{Planted}.Outside.KeepsUsers"]);

    [Theory]
    [InlineData("""<PackageReference Include="MailKit" />""", "MailKit")]
    [InlineData("""<ProjectReference Include="../Other/Other.csproj" />""", "../Other/Other.csproj")]
    [InlineData("""<FrameworkReference Include="Microsoft.AspNetCore.App" />""", "Microsoft.AspNetCore.App")]
    [InlineData("""<Reference Include="Other.dll" />""", "Other.dll")]
    public void A_planted_reference_is_seen(string reference, string named) =>
        References($"<Project><ItemGroup>{reference}</ItemGroup></Project>").Should().Equal(named);

    private static IEnumerable<string?> References(string project) => XDocument.Parse(project).Descendants()
        .Where(item => item.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal))
        .Select(item => item.Attribute("Include")?.Value);
}
