using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.BackupAddresses;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Testing.Recovery;

/// <summary>What people do who cannot sign in.</summary>
public static partial class RecoveryStory
{
    public const string Choice = "/mot-de-passe-oublie";
    public const string ByMail = "/mot-de-passe-oublie/adresse-de-secours";
    public const string Code = "/mot-de-passe-oublie/code";
    public const string SecondProof = "/mot-de-passe-oublie/second-facteur";
    public const string Assistance = "/mot-de-passe-oublie/assistance";
    public const string PasswordPage = "/mot-de-passe/nouveau";

    /// <summary>Prepares somebody: an INA, and a backup address that serves.</summary>
    public static async Task<Ina> PrepareRecoveryAsync(this ProviderHost host, Person person, string address)
    {
        await host.GiveBackupAddressAsync(person, address, host.Clock.GetUtcNow());
        return await host.GiveInaAsync(person);
    }

    public static async Task<Ina> GiveInaAsync(this ProviderHost host, Person person)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var given = await scope.ServiceProvider.GetRequiredService<InaIssuing>().GetAsync([person.Key], default);
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().SaveChangesAsync();
        return given[person.Key.Value];
    }

    public static async Task GiveBackupAddressAsync(this ProviderHost host, Person person, string address, DateTimeOffset servesFrom)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var (vault, db) = (scope.ServiceProvider.GetRequiredService<BackupAddressVault>(), scope.ServiceProvider.GetRequiredService<IdentityDb>());
        var outside = OutsideAddress.Parse(address);
        var key = person.Key.Value;
        db.Add(new BackupAddress
        {
            DirectoryKey = key,
            Protected = vault.Close(outside),
            Lookup = vault.Lookup(outside),
            Slot = 1 + await db.BackupAddresses.CountAsync(row => row.DirectoryKey == key),
            VerifiedAt = host.Clock.GetUtcNow(),
            ServesFrom = servesFrom,
        });
        await db.SaveChangesAsync();
    }

    /// <summary>The page where the code is typed.</summary>
    public static async Task<WebPage> AskForCodeAsync(this PlainBrowser browser, string ina, string address, string path = ByMail) =>
        await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync(path), ("Form.Ina", ina), ("Form.Address", address)));

    /// <summary>Every request was looked at, and every mail has left.</summary>
    public static async Task<IReadOnlyList<ReceivedCode>> CodesAsync(this ProviderHost host)
    {
        await Eventually.BeTrueAsync(() => host.AskAsync<IdentityDb, bool>(async db => !await db.RecoveryRequests.AnyAsync()));
        return [.. (await host.ReadMailsAsync())
            .Where(mail => mail.Subject.StartsWith("Votre code pour retrouver", StringComparison.Ordinal) || mail.Subject.StartsWith("Your code to get back", StringComparison.Ordinal))
            .Select(mail => new ReceivedCode(mail, CodePattern().Match(mail.Text).Value))];
    }

    public static async Task<string> LastCodeAsync(this ProviderHost host, string to) => (await host.CodesAsync()).Last(code => code.Mail.To == to).Code;

    public static Task<WebPage> GiveMailCodeAsync(this PlainBrowser browser, WebPage page, string code) => browser.PressAsync(page, "Continuer", ("Form.Code", code));

    /// <summary>On the page that sets a password; follows to where that leads.</summary>
    public static async Task<WebPage> ChoosePasswordAsync(this PlainBrowser browser, string password = SamplePeople.AnotherPassword) =>
        await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync(PasswordPage), ("Form.Password", password), ("Form.Confirmation", password)));

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex CodePattern();
}

public sealed record ReceivedCode(Mails.ReceivedMail Mail, string Code);
