using System.Net.Http.Json;
using System.Text.Json;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>Tokens as applications get them.</summary>
internal static class MailAccess
{
    /// <summary>For mail, by the webmail.</summary>
    public static Task<string> MailTokenAsync(this Demo demo, PlainBrowser browser, string login) =>
        demo.TokenAsync(browser, "roundcube", "openid mail", $"{demo.Webmail}index.php/login/oauth", login);

    public static async Task<string> TokenAsync(this Demo demo, PlainBrowser browser, string client, string scope, string redirect, string login = "cmartin1")
    {
        var authorize = QueryHelpers.AddQueryString("/connect/authorize", new Dictionary<string, string?>
        {
            ["client_id"] = client, ["response_type"] = "code", ["scope"] = scope, ["redirect_uri"] = redirect, ["state"] = "etat-0123456789",
        });
        var page = await browser.GetAsync(authorize);
        if (page.Redirect!.AbsolutePath == "/connexion")
            page = await browser.FollowAsync(await browser.SignInAsync(login, demo.PasswordOf(login), page.Redirect.PathAndQuery));
        var code = QueryHelpers.ParseQuery(page.Redirect!.Query)["code"].ToString();

        using var http = new HttpClient();
        var answer = await http.PostAsync($"{demo.Provider}/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirect,
            ["client_id"] = client, ["client_secret"] = demo.SecretOf(client),
        }));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>Signs them in where they are not.</summary>
    /// <returns>The password, as the page shows it once.</returns>
    public static async Task<string> MakeApplicationPasswordAsync(this PlainBrowser browser, Demo demo, string login, string name, string use)
    {
        if (!await browser.IsSignedInAsync())
            await browser.SignInAsync(login, demo.PasswordOf(login));
        var page = await browser.PressAsync(await browser.GetAsync("/compte/mots-de-passe-applications/nouveau"), "Faire le mot de passe", ("Form.Name", name), ("Form.Use", use));
        return page.Document.QuerySelectorAll("main .sheet code")[^1].TextContent;
    }
}
