using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Infrastructure.Tests.Provisioning;

[Collection(BothDatabases.Name)]
public sealed class ConfidentialFactsTests(PostgreSql server) : IAsyncLifetime
{
    private const string Owner = "ENTAuxEnseignant$1";

    private static readonly PersonFacts Known = new() { Surname = "Lefèvre", GivenName = "Zoé" };

    private static readonly PersonFacts Whole = Known with
    {
        Numen = Numen.Parse("22E1234567ABC"),
        BirthName = "D’Été",
        BirthDate = new DateOnly(1980, 2, 29),
        PostalAddress = "3 rue de l’Œuvre\n76000 Rouen",
    };

    private TestDatabase database = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await database.CreateTablesAsync();
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task What_one_node_writes_another_one_reads()
    {
        await using var one = await NodeAsync();
        await using var other = await NodeAsync();

        var text = Facts(one).Protect(Owner, Whole);

        Facts(other).Unprotect(Owner, text, Known).Should().Be(Whole);
        Facts(other).Unprotect(Owner, Facts(other).Protect(Owner, Known), Known).Should().Be(Known);
    }

    [Fact]
    public async Task The_text_says_nothing_and_is_never_the_same_twice()
    {
        await using var node = await NodeAsync();

        var text = Facts(node).Protect(Owner, Whole);

        Encoding.Latin1.GetString(Base64Url.DecodeFromChars(text.AsSpan(3))).Should().NotContainAny("22E1234567ABC", "1980", "Rouen");
        Facts(node).Protect(Owner, Whole).Should().NotBe(text);
    }

    [Fact]
    public async Task Facts_of_one_row_are_not_read_as_those_of_another_person()
    {
        await using var node = await NodeAsync();
        var text = Facts(node).Protect(Owner, Whole);

        var reading = () => Facts(node).Unprotect("ENTAuxEnseignant$2", text, Known);

        reading.Should().Throw<CryptographicException>();
    }

    [Theory, InlineData(3), InlineData(25), InlineData(-1)]
    public async Task Who_changes_a_letter_of_the_text_makes_it_unreadable(int place)
    {
        await using var node = await NodeAsync();
        var letters = Facts(node).Protect(Owner, Known).ToCharArray();
        var index = place < 0 ? letters.Length - 3 : place;
        letters[index] = letters[index] == 'A' ? 'B' : 'A';

        var reading = () => Facts(node).Unprotect(Owner, new string(letters), Known);

        reading.Should().Throw<CryptographicException>();
    }

    [Theory, InlineData("g1."), InlineData("g1.AAAA")]
    public async Task A_text_that_was_cut_short_is_unreadable(string text)
    {
        await using var node = await NodeAsync();

        var reading = () => Facts(node).Unprotect(Owner, text, Known);

        reading.Should().Throw<CryptographicException>();
    }

    [Fact]
    public async Task Rows_of_earlier_versions_are_read()
    {
        await using var node = await NodeAsync();
        var protector = node.GetRequiredService<IDataProtectionProvider>().CreateProtector("AcRouenIdentity.People.ConfidentialFacts");
        var text = protector.Protect("""{"Numen":"22E1234567ABC","BirthName":"D\u2019\u00C9t\u00E9","BirthDate":"1980-02-29","PostalAddress":"3 rue de l\u2019\u0152uvre\n76000 Rouen"}""");

        Facts(node).Unprotect(Owner, text, Known).Should().Be(Whole);
    }

    [Fact]
    public async Task Who_only_reads_makes_no_key()
    {
        await using var node = Services();
        await using var scope = node.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();

        await Facts(node).PrepareToReadAsync(db, default);

        db.Set<ProtectedKey>().Should().BeEmpty();
        FluentActions.Invoking(() => Facts(node).Protect(Owner, Whole)).Should().Throw<InvalidOperationException>();
    }

    private static ConfidentialFacts Facts(ServiceProvider node) => node.GetRequiredService<ConfidentialFacts>();

    private ServiceProvider Services() => database.Services((services, configuration) =>
        services.AddKeyProtection(configuration).AddSingleton<ISecretGenerator, SecretGenerator>().AddSingleton<ConfidentialFacts>());

    private async Task<ServiceProvider> NodeAsync()
    {
        var node = Services();
        await using var scope = node.CreateAsyncScope();
        await Facts(node).PrepareAsync(scope.ServiceProvider.GetRequiredService<IdentityDb>(), default);
        return node;
    }
}
