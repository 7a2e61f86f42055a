namespace AcRouenIdentity.Architecture.Tests;

public sealed class FeatureMapTests
{
    private static readonly FeatureMap Map = new(Product.Web, "AcRouenIdentity.Web.Features");
    private static readonly FeatureMap PlantedMap = new(Product.Planted, "AcRouenIdentity.Architecture.Tests.Planted.Features");

    public static TheoryData<string> Slices => [.. FeatureMap.Rows.Keys];

    [Theory, MemberData(nameof(Slices))]
    public void A_slice_knows_only_those_its_row_names(string feature) => Map.Trespassers(feature).Should().BeEmpty();

    [Fact]
    public void Each_slice_has_a_row() => Map.Present().Should().NotBeEmpty().And.BeSubsetOf(FeatureMap.Rows.Keys);

    [Fact]
    public void Rows_name_slices_that_have_a_row() => FeatureMap.Rows.Values.SelectMany(allowed => allowed).Should().BeSubsetOf(FeatureMap.Rows.Keys);

    [Theory]
    [InlineData("InABody")]
    [InlineData("InAnAsyncBody")]
    [InlineData("InAnAsyncLambda")]
    [InlineData("InALambda")]
    [InlineData("InAnIterator")]
    [InlineData("InALocalFunction")]
    [InlineData("ByInheritance")]
    [InlineData("ByConstructor")]
    [InlineData("AsGenericArgument")]
    [InlineData("ByTypeOf")]
    [InlineData("ByAMarkOnTheType")]
    [InlineData("InANestedType")]
    [InlineData("ByTheTypeInAMark")]
    [InlineData("ByACatch")]
    [InlineData("Features_SignIn_Planted")]
    public void A_planted_trespass_is_seen(string type) =>
        PlantedMap.Trespassers("SignIn").Should().Contain(name => name.EndsWith($".{type}", StringComparison.Ordinal));

    [Theory, InlineData("Innocent"), InlineData("KnowsWhomItMay"), InlineData("Features_SignIn_Innocent")]
    public void The_innocent_are_not_accused(string type) =>
        PlantedMap.Trespassers("SignIn").Should().NotContain(name => name.EndsWith($".{type}", StringComparison.Ordinal));
}
