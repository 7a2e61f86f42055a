using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId.Dpop;

/// <summary>
/// A program that may send proofs (<c>thunderbird</c>), one that must (<c>carnet</c>), a portal that may; a service that looks at them (<c>notes</c>), and the mail service, which does not.
/// </summary>
public sealed class DpopHost : IAsyncLifetime
{
    public const string NotesName = "https://notes.exemple.fr/";
    private const string NotesSecret = "Znotes0Service-w8Kq2Lx5Rt9Vb1";
    private readonly List<IDisposable> made = [];

    internal ProviderHost Provider { get; private set; } = null!;

    internal PlainBrowser Browser { get; private set; } = null!;

    internal Uri TokenAddress => new(Provider.Address, "connect/token");

    public Task InitializeAsync() => StartAsync();

    internal async Task StartAsync(params (string, string?)[] more)
    {
        Provider = await Applications.StartAsync([.. Settings, .. more]);
        Browser = Keep(Provider.NewBrowser());
        await Browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        foreach (var disposable in made)
            disposable.Dispose();
        await Provider.DisposeAsync();
    }

    internal static IEnumerable<(string, string?)> Settings =>
    [
        ("OpenId:Clients:1:Scopes:4", "offline_access"), ("OpenId:Clients:1:Scopes:5", "mail"), ("OpenId:Clients:1:TokenExchange", "Allowed"), ("OpenId:Clients:1:Resources:0", NotesName),
        ("OpenId:Clients:4:Id", "carnet"), ("OpenId:Clients:4:Name", "Carnet de bord"), ("OpenId:Clients:4:Kind", "Public"), ("OpenId:Clients:4:TokenBinding", "Dpop"),
        ("OpenId:Clients:4:RedirectUris:0", "http://127.0.0.1/carnet"), ("OpenId:Clients:4:Scopes:0", "openid"), ("OpenId:Clients:4:Scopes:1", "offline_access"), ("OpenId:Clients:4:Scopes:2", "mail"),
        ("OpenId:Clients:4:DeviceAuthorization", "Allowed"),
        ("OpenId:Clients:5:Id", "notes"), ("OpenId:Clients:5:Name", "Carnet de notes"), ("OpenId:Clients:5:Kind", "Resource"), ("OpenId:Clients:5:Secret", NotesSecret),
        ("OpenId:Clients:5:ResourceUri", NotesName), ("OpenId:Clients:5:TokenBinding", "Dpop"),
    ];

    internal ProofKey NewKey() => Keep(ProofKey.OnCurve());

    internal RelyingParty Program(ProofKey? key = null) => Party("thunderbird", secret: null, "http://127.0.0.1:49152/retour", "openid offline_access", Proving(key));

    internal RelyingParty Notebook(ProofKey? key = null) => Notebook(Proving(key));

    internal RelyingParty Notebook(Func<string, string, string>? proof) => Party("carnet", secret: null, "http://127.0.0.1:49152/carnet", "openid offline_access", proof);

    internal RelyingParty Ent(ProofKey? key = null) => Party("ent", Keep(Provider.Ent()).Secret, "http://localhost:5082/oidc/redirect_uri", "openid profile offline_access", Proving(key));

    internal RelyingParty Notes() => Party("notes", NotesSecret, "", "", proof: null);

    internal RelyingParty Mail() => Keep(Provider.Mail());

    internal async Task<TokenAnswer> SignInAsync(RelyingParty application, params (string, string?)[] changes) =>
        await application.RedeemAsync(await application.GetCodeAsync(Browser, changes));

    private RelyingParty Party(string id, string? secret, string redirect, string scope, Func<string, string, string>? proof) => Keep(new RelyingParty(Provider.Address, id, secret)
    {
        RedirectUri = redirect, Scope = scope, Proof = proof, UsesBasic = id is "ent",
    });

    private Func<string, string, string>? Proving(ProofKey? key) => key is null ? null : (method, address) => key.Prove(Provider, method, address);

    private T Keep<T>(T disposable)
        where T : IDisposable
    {
        made.Add(disposable);
        return disposable;
    }
}

internal static class BoundAnswers
{
    /// <summary>Thumbprint of the key to which a token is bound; null for one that is bound to none.</summary>
    public static string? KeyOf(string token) => Jwt.Body(token).TryGetProperty("cnf", out var bond) ? bond.GetProperty("jkt").GetString() : null;

    public static string? Nonce(this TokenAnswer answer) => answer.Response.Headers.TryGetValues("DPoP-Nonce", out var values) ? values.Single() : null;

    public static void ShouldGiveNothing(this TokenAnswer answer, params string[] errors)
    {
        ((int)answer.Status).Should().Be(400, answer.Text);
        answer.Error.Should().BeOneOf(errors);
        answer.Has("access_token").Should().BeFalse();
    }
}
