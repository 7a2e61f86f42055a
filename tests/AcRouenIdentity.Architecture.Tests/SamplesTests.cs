namespace AcRouenIdentity.Architecture.Tests;

public sealed class SamplesTests
{
    private const string Folder = "appsettings.samples";

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Path.Combine(Product.Root, Folder), "*.json").Select(file => Path.GetFileName(file)!)];

    [Theory, MemberData(nameof(Files))]
    public void A_sample_is_read_whole(string sample) => Samples.Problems(Read(sample)).Should().BeEmpty();

    [Theory, MemberData(nameof(Files))]
    public void A_sample_holds_no_secret(string sample) => Samples.Secrets(Read(sample)).Should().BeEmpty();

    [Fact]
    public void Credentials_named_by_the_production_sample_are_handed_over_by_its_unit()
    {
        const string folder = "/run/credentials/acrouen-identity.service/";
        var named = Read("postgresql-production.json").Split('"').Where(text => text.StartsWith(folder, StringComparison.Ordinal)).Select(text => text[folder.Length..]);
        var handed = Read("systemd/acrouen-identity.service").Split('\n').Where(line => line.StartsWith("LoadCredential=", StringComparison.Ordinal)).Select(line => line.Split('=', ':')[1]);

        named.Should().NotBeEmpty().And.BeEquivalentTo(handed);
    }

    [Theory]
    [InlineData("""{ "Databse": { "Provider": "Sqlite" } }""", "Databse: nothing reads it")]
    [InlineData("""{ "Database": { "Provder": "Sqlite" } }""", "Database: *Provder*")]
    [InlineData("""{ "Database": { "Provider": "Oracle" } }""", "Database: *Oracle*")]
    [InlineData("""{ "Passwords": { "MinLength": 3 } }""", "Passwords: *MinLength*")]
    [InlineData("""{ "PublicUrl": "identite" }""", "PublicUrl: *absolute*")]
    [InlineData("""{ "Applications": [ { "Name": "ENT", "Adress": "https://ent.example" } ] }""", "Applications: *Adress*")]
    [InlineData("""{ "Directory": { "People": { "Bse": "ou=people" } } }""", "Directory: *Bse*")]
    public void Planted_mistakes_are_seen(string json, string problem) => Samples.Problems(json).Should().ContainSingle().Which.Should().Match(problem);

    [Theory]
    [InlineData("""{ "OpenId": { "Clients": [ { "Secret": "abc" } ] } }""")]
    [InlineData("""{ "Directory": { "BindPassword": "abc" } }""")]
    [InlineData("""{ "Database": { "ConnectionString": "Host=a;password=abc" } }""")]
    public void Planted_secrets_are_seen(string json) => Samples.Secrets(json).Should().ContainSingle();

    private static string Read(string sample) => File.ReadAllText(Path.Combine(Product.Root, Folder, sample));
}
