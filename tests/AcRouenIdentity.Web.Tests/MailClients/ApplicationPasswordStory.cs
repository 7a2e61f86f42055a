using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.MailClients;

/// <summary>What people do whose mail program knows no other way, and what a mail server makes of it.</summary>
internal static class ApplicationPasswordStory
{
    public const string Place = "/compte/mots-de-passe-applications";
    public const string Making = "/compte/mots-de-passe-applications/nouveau";

    public static async Task<WebPage> AskForPasswordAsync(this PlainBrowser browser, string name, MailUse use = MailUse.ReadAndSend) =>
        await browser.PressAsync(await browser.GetAsync(Making), "Faire le mot de passe", ("Form.Name", name), ("Form.Use", use.ToString()));

    /// <returns>The password, as it is shown.</returns>
    public static async Task<string> MakePasswordAsync(this PlainBrowser browser, string name, MailUse use = MailUse.ReadAndSend) =>
        PasswordIn(await browser.AskForPasswordAsync(name, use)) ?? throw new InvalidOperationException("None was made.");

    /// <returns>Null where the page shows none.</returns>
    public static string? PasswordIn(WebPage page) => page.Document.QuerySelectorAll("main .sheet code") is { Length: > 0 } shown ? shown[^1].TextContent : null;

    public static bool Reads(this ProviderHost host, Person owner, string password) => host.ApplicationPasswords.SignsIn(owner.Login.ToString(), password, "imap");

    /// <summary>The directory has none any more, and the database need not remember it.</summary>
    public static Task AreGoneAsync(this ProviderHost host) => Eventually.BeTrueAsync(async () =>
        host.ApplicationPasswords.Count == 0 && !await host.AskAsync<IdentityDb, bool>(db => db.ApplicationPasswords.AnyAsync()));

    public static Task<List<ApplicationPassword>> ApplicationPasswordsAsync(this ProviderHost host) =>
        host.AskAsync<IdentityDb, List<ApplicationPassword>>(db => db.ApplicationPasswords.AsNoTracking().ToListAsync());
}
