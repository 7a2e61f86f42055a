namespace AcRouenIdentity.Architecture.Tests;

public sealed class ShapesTests
{
    private const string Planted = "AcRouenIdentity.Architecture.Tests.Planted.Shapes";
    private static readonly Type[] Types = [.. Product.All.SelectMany(assembly => assembly.GetTypes())];
    private static readonly Type[] PlantedTypes = [.. Product.Planted.GetTypes().Where(type => type.Namespace?.StartsWith(Planted, StringComparison.Ordinal) == true)];

    [Fact]
    public void An_interface_outside_the_ports_has_several_implementations() =>
        Shapes.LonelyInterfaces(Types, "AcRouenIdentity.Domain.Ports").Should().BeEmpty();

    [Fact]
    public void A_page_says_who_may_open_it() => Shapes.PagesThatSayNothingOfAccess(Types).Should().BeEmpty();

    [Fact]
    public void Names_say_something() => Shapes.EmptyNames(Types).Should().BeEmpty();

    [Fact]
    public void Folders_and_files_say_something() =>
        Shapes.EmptyPaths(Product.Files("src", "*").Select(file => Path.GetRelativePath(Product.Sources, file).Replace('\\', '/'))).Should().BeEmpty();

    [Fact]
    public void Planted_lonely_interfaces_are_seen() =>
        Shapes.LonelyInterfaces(PlantedTypes, $"{Planted}.Ports").Should().BeEquivalentTo([$"{Planted}.ILonely", $"{Planted}.ILonelyOf`1", $"{Planted}.IForNobody"]);

    [Fact]
    public void Planted_pages_that_say_nothing_are_seen() =>
        Shapes.PagesThatSayNothingOfAccess(PlantedTypes).Should().BeEquivalentTo([$"{Planted}.SilentPage", $"{Planted}.AnySignedInPage"]);

    [Fact]
    public void Planted_empty_names_are_seen() => Shapes.EmptyNames(PlantedTypes).Should().BeEquivalentTo(
        [$"{Planted}.LoginHelper", $"{Planted}.SessionManager", $"{Planted}.TicketV2", $"{Planted}.Helpers.Fine"]);

    [Theory]
    [InlineData("AcRouenIdentity.Web/Features/SignIn/Services/Ticket.cs")]
    [InlineData("AcRouenIdentity.Web/Features/Common/Ticket.cs")]
    [InlineData("AcRouenIdentity.Web/Interfaces/ITicket.cs")]
    [InlineData("AcRouenIdentity.Domain/People/Helpers.cs")]
    [InlineData("AcRouenIdentity.Domain/People/TicketV2.cs")]
    public void Planted_empty_paths_are_seen(string path) =>
        Shapes.EmptyPaths([path, "AcRouenIdentity.Domain/People/Login.cs"]).Should().Equal(path);
}
