using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Registration;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>Applications that administrators register while the provider runs.</summary>
internal static class RegistrationStory
{
    public const string ReturnAddress = "https://cantine.exemple.fr/retour";

    public static readonly ClientEditor Editor = new("oroux1", Subject: null);

    public static ClientSettings Canteen(string id = "cantine")
    {
        var settings = ClientTemplates.Begin(ClientTemplate.SimpleWebmail);
        (settings.Id, settings.Name) = (id, "Cantine");
        settings.RedirectUris.Add(ReturnAddress);
        return settings;
    }

    public static Task<ClientOutcome> AskDeskAsync(this ProviderHost host, Func<ClientDesk, Task<ClientOutcome>> ask) => host.AskAsync(ask);

    /// <returns>The secret; an empty text where the client has none.</returns>
    public static async Task<string> RegisterAsync(this ProviderHost host, ClientSettings settings) =>
        (await host.AskDeskAsync(desk => desk.AddAsync(Editor, settings, CancellationToken.None))).SecretOf();

    public static string SecretOf(this ClientOutcome outcome) => outcome.Should().BeOfType<ClientOutcome.Done>().Which.Secret ?? "";

    public static async Task<ClientVersion> VersionOfAsync(this ProviderHost host, string id) =>
        new(id, await host.AskAsync((IdentityDb db) => db.Set<RegisteredClient>().Where(row => row.Id == id).Select(row => row.Version).SingleAsync()));

    public static async Task DisableAsync(this ProviderHost host, string id)
    {
        var seen = await host.VersionOfAsync(id);
        (await host.AskDeskAsync(desk => desk.DisableAsync(Editor, seen, CancellationToken.None))).Should().BeOfType<ClientOutcome.Done>();
    }

    public static async Task RemoveAsync(this ProviderHost host, string id)
    {
        await host.DisableAsync(id);
        var seen = await host.VersionOfAsync(id);
        (await host.AskDeskAsync(desk => desk.RemoveAsync(Editor, seen, CancellationToken.None))).Should().BeOfType<ClientOutcome.Done>();
    }

    /// <summary>Posts fields with the token of a page that this browser may see.</summary>
    public static async Task<WebPage> PostFormAsync(this PlainBrowser browser, string path, params (string Name, string Value)[] fields)
    {
        const string token = "__RequestVerificationToken";
        var proof = (await browser.GetAsync("/")).Document.QuerySelector($"input[name={token}]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create(token, proof), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await browser.SendAsync(request);
    }

    /// <summary>A second node on the same database.</summary>
    public static Task<ProviderHost> StartNodeAsync(this ProviderHost host) => Applications.StartAsync(("Database:ConnectionString", $"Data Source={host.Database};Default Timeout=10"));

    public static async Task<System.Net.HttpStatusCode> UserInfoStatusAsync(this ProviderHost host, string accessToken)
    {
        using var anybody = host.Play("cantine", secret: null);
        return (await anybody.UserInfoAsync(accessToken)).Status;
    }

    public static RelyingParty Play(this ProviderHost host, string id, string? secret) => new(host.Address, id, secret)
    {
        RedirectUri = ReturnAddress,
        Scope = "openid profile email mail offline_access",
    };
}
