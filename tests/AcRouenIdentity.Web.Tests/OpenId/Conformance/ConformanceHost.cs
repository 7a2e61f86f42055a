using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>One provider for all modules of a plan, and the two applications that the suite plays.</summary>
public sealed class ConformanceHost : IAsyncLifetime
{
    public const string ReturnAddress = "http://localhost:5090/test/callback";
    public const string AfterLogout = "http://localhost:5090/test/post_logout_redirect";
    public const string Scopes = "openid profile email address offline_access";
    private const string FirstSecret = "Zconformance-p3Hf8Ku2Vn6Wy9Jd";
    private const string SecondSecret = "Zconformance-t7Gb4Qs1Lc5Xe8Rm";

    internal ProviderHost Provider { get; private set; } = null!;

    internal LogoutReceiver Receiver { get; private set; } = null!;

    internal static Person Person { get; } = SamplePeople.ClaireMartin with { Language = "fr" };

    public async Task InitializeAsync()
    {
        Receiver = await LogoutReceiver.StartAsync();
        Provider = await ProviderHost.StartAsync(new Dictionary<string, string?>(
            [.. Register(0, "client1", FirstSecret, "client_secret_basic"), .. Register(1, "client2", SecondSecret, "client_secret_post")])
        {
            ["OpenId:Clients:0:BackChannelLogoutUri"] = Receiver.Address.ToString(),
        });
        Provider.Directory.Put(Person);
    }

    public async Task DisposeAsync()
    {
        await Provider.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    /// <summary>A browser that has no cookie yet, before the first application.</summary>
    internal ConformanceRun NewRun(string? responseMode = null) => new(Provider, First(), responseMode);

    internal RelyingParty First(bool usesPkce = false) =>
        new(Provider.Address, "client1", FirstSecret) { RedirectUri = ReturnAddress, UsesBasic = true, UsesPkce = usesPkce };

    internal RelyingParty Second() => new(Provider.Address, "client2", SecondSecret) { RedirectUri = ReturnAddress, UsesPkce = false };

    private static IEnumerable<KeyValuePair<string, string?>> Register(int number, string id, string secret, string authentication)
    {
        var client = $"OpenId:Clients:{number}";
        yield return new($"{client}:Id", id);
        yield return new($"{client}:Name", $"Conformance {id}");
        yield return new($"{client}:Kind", "Confidential");
        yield return new($"{client}:Secret", secret);
        yield return new($"{client}:TokenEndpointAuth", authentication);
        yield return new($"{client}:Pkce", "Unable");
        yield return new($"{client}:RedirectUris:0", ReturnAddress);
        yield return new($"{client}:PostLogoutRedirectUris:0", AfterLogout);
        foreach (var (index, scope) in Scopes.Split(' ').Index())
            yield return new($"{client}:Scopes:{index}", scope);
    }
}
