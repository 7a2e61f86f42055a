namespace AcRouenIdentity.Ldap.Tests.Kit;

/// <summary>One slapd for all the tests that leave it as they found it.</summary>
public sealed class SlapdFixture : IAsyncLifetime
{
    private Slapd? slapd;

    internal Slapd Slapd => slapd ?? throw new InvalidOperationException("slapd was not started.");

    public async Task InitializeAsync()
    {
        try
        {
            Slapd.Require();
        }
        catch (SkipException)
        {
            // Each test says so by itself.
            return;
        }

        slapd = await Slapd.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (slapd is not null)
            await slapd.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class SlapdTests : ICollectionFixture<SlapdFixture>
{
    public const string Name = "slapd";
}
