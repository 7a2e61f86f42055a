using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.BackupAddresses;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.MyAccount;

/// <summary>What people do on the page of their backup addresses.</summary>
internal static partial class BackupAddressStory
{
    public const string Path = "/compte/adresses";

    /// <summary>Up to the code.</summary>
    public static async Task<WebPage> AskForCodeAsync(this PlainBrowser browser, string address)
    {
        var page = await browser.GetAsync($"{Path}?autre=true");
        return await browser.FollowAsync(await browser.PressAsync(page, "Envoyer le code", ("Form.Address", address)));
    }

    /// <summary>The newest code that was sent there.</summary>
    public static async Task<string> CodeToAsync(this ProviderHost host, string address) =>
        CodePattern().Match((await host.ReadMailsAsync()).Last(mail => mail.To == address && CodePattern().IsMatch(mail.Text)).Text).Value;

    /// <returns>The answer to the code.</returns>
    public static async Task<WebPage> AddAddressAsync(this PlainBrowser browser, ProviderHost host, string address)
    {
        var page = await browser.AskForCodeAsync(address);
        return await browser.PressAsync(page, "Confirmer cette adresse", ("Form.Code", await host.CodeToAsync(address)));
    }

    /// <summary>In a browser of its own, up to the last step.</summary>
    public static async Task<Func<Task<WebPage>>> BeginToAddAsync(this ProviderHost host, Person person, string address)
    {
        var browser = host.NewBrowser();
        await browser.SignInAsync(person);
        var page = await browser.AskForCodeAsync(address);
        var code = await host.CodeToAsync(address);
        return () => browser.PressAsync(page, "Confirmer cette adresse", ("Form.Code", code));
    }

    /// <param name="accepted">The loss that is ticked; none where nothing is lost.</param>
    public static async Task<WebPage> RemoveAddressAsync(this PlainBrowser browser, string address, BackupAddressLoss accepted = BackupAddressLoss.Nothing) =>
        await browser.RemoveAddressAsync(await browser.GetAsync(Path), address, accepted);

    public static Task<WebPage> RemoveAddressAsync(this PlainBrowser browser, WebPage page, string address, BackupAddressLoss accepted) =>
        browser.PressAsync(page, $"Supprimer cette adresse {address}", accepted == BackupAddressLoss.Nothing ? [] : [("accepted", accepted.ToString())]);

    public static async Task<WebPage> PutBackAsync(this PlainBrowser browser, string address) =>
        await browser.PressAsync(await browser.GetAsync(Path), $"Remettre {address}");

    /// <summary>What may serve a recovery of this person now.</summary>
    public static async Task<IEnumerable<string>> ServingAsync(this ProviderHost host, Person person) =>
        (await host.AskAsync<BackupAddressBook, IReadOnlyList<OwnAddress>>(book => book.FindServingAsync(person.Key, default))).Select(own => own.Address.Reveal());

    public static Task<int> CountThereAsync(this ProviderHost host, Person person) =>
        host.AskAsync<IdentityDb, int>(db => db.BackupAddresses.CountAsync(address => address.DirectoryKey == person.Key.Value && address.RemovedAt == null));

    /// <summary>Who was written to under this subject.</summary>
    public static async Task<IEnumerable<string>> ToldAsync(this ProviderHost host, string subject) =>
        (await host.ReadMailsAsync()).Where(mail => mail.Subject == subject).Select(mail => mail.To);

    /// <summary>Mails leave first: none would be two days later.</summary>
    public static async Task PassAsync(this ProviderHost host, TimeSpan time)
    {
        await host.ReadMailsAsync();
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + time);
    }

    // Not the longer code by which a change is contested.
    [GeneratedRegex("(?<![-0-9A-Z])[0-9A-Z]{4}-[0-9A-Z]{4}(?!-)")]
    private static partial Regex CodePattern();
}
