using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Browsers;

/// <summary>A passkey holder of Chromium's own (WebDriver extension of WebAuthn Level 3, 11).</summary>
internal sealed class VirtualAuthenticator
{
    private readonly ICDPSession session;
    private readonly string id;

    private VirtualAuthenticator(ICDPSession session, string id) => (this.session, this.id) = (session, id);

    public static async Task<VirtualAuthenticator> AddAsync(IPage page, string transport)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = transport, ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return new VirtualAuthenticator(session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>Its owner touches it whenever a page asks.</summary>
    public async Task AnswersByItselfAsync() =>
        await session.SendAsync("WebAuthn.setAutomaticPresenceSimulation", new Dictionary<string, object> { ["authenticatorId"] = id, ["enabled"] = true });

    public async Task<int> CountAsync()
    {
        var credentials = await session.SendAsync("WebAuthn.getCredentials", new Dictionary<string, object> { ["authenticatorId"] = id });
        return credentials!.Value.GetProperty("credentials").GetArrayLength();
    }
}
