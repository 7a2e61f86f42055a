using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>One provider for all modules of the plan, and two applications that push their requests, use PKCE, and prove themselves by a key.</summary>
public sealed class FapiHost : IAsyncLifetime
{
    public const string ReturnAddress = "https://localhost:5091/test/callback";
    private readonly AssertionKey first = new("fapi1");
    private readonly AssertionKey second = new("fapi2");

    internal ProviderHost Provider { get; private set; } = null!;

    public async Task InitializeAsync() => Provider = await ProviderHost.StartAsync(
        new Dictionary<string, string?>([.. Register(0, "fapi1", first), .. Register(1, "fapi2", second)]) { ["OpenId:Clients:1:Consent"] = "Asked" });

    public async Task DisposeAsync()
    {
        first.Dispose();
        second.Dispose();
        await Provider.DisposeAsync();
    }

    internal PlainBrowser NewBrowser() => Provider.NewBrowser();

    internal async Task<PlainBrowser> SignedInAsync()
    {
        var browser = NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        return browser;
    }

    /// <param name="changes">Claims of its assertions that are other than they should be.</param>
    internal RelyingParty First(params (string Name, object? Value)[] changes) => Play("fapi1", first, changes);

    /// <summary>The first one, sending what proves a key with each of its requests.</summary>
    internal RelyingParty Proving(Func<string, string, string> proof) => Play("fapi1", first, [], proof);

    /// <summary>The application that asks people for their consent.</summary>
    internal RelyingParty Second(params (string Name, object? Value)[] changes) => Play("fapi2", second, changes);

    /// <summary>A code of the first application, for a request that it pushed.</summary>
    internal async Task<string> GetCodeAsync()
    {
        using var browser = await SignedInAsync();
        using var application = First();
        return application.Answer(await browser.GetAsync(application.PushedPath(await application.PushAsync())))["code"];
    }

    private RelyingParty Play(string id, AssertionKey key, (string Name, object? Value)[] changes, Func<string, string, string>? proof = null) => new(Provider.Address, id, secret: null)
    {
        RedirectUri = ReturnAddress,
        Scope = "openid email offline_access",
        Assertion = () => key.Sign(key.Claims(Provider, changes)),
        Proof = proof,
    };

    private static IEnumerable<KeyValuePair<string, string?>> Register(int number, string id, AssertionKey key)
    {
        var client = $"OpenId:Clients:{number}";
        yield return new($"{client}:Id", id);
        yield return new($"{client}:Name", $"FAPI {id}");
        yield return new($"{client}:Kind", "Confidential");
        yield return new($"{client}:TokenEndpointAuth", "private_key_jwt");
        yield return new($"{client}:Keys", key.KeySet());
        yield return new($"{client}:PushedRequests", "Required");
        yield return new($"{client}:RedirectUris:0", ReturnAddress);
        foreach (var (index, scope) in new[] { "openid", "email", "offline_access" }.Index())
            yield return new($"{client}:Scopes:{index}", scope);
    }
}
