using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Recovery;

/// <summary>CVE-2023-39522 and its like: no answer says whether a person, an address or an INA is known.</summary>
public sealed class RecoverySilenceTests : IAsyncLifetime
{
    private ProviderHost host = null!;

    public async Task InitializeAsync() => host = await ProviderHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    public static TheoryData<string> Strangers => ["unknown INA", "wrong address", "somebody else's address", "suspended", "departed", "no address", "address that waits", "removed address", "over the limit"];

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Asking_answers_all_alike_and_so_does_a_wrong_code(string who)
    {
        var owner = await host.PrepareRecoveryAsync(SamplePeople.ClaireMartin, "claire@exemple.fr");
        var (ina, address) = await OfAsync(who, owner);
        using var known = host.NewBrowser();
        using var stranger = host.NewBrowser();
        var toKnown = await known.AskForCodeAsync(owner.RevealInGroups(), "claire@exemple.fr");
        var toStranger = await stranger.AskForCodeAsync(ina, address);
        var codes = await host.CodesAsync();
        var wrongOfKnown = await known.GiveMailCodeAsync(toKnown, "ZZZZ-ZZZZ");
        var wrongOfStranger = await stranger.GiveMailCodeAsync(toStranger, "ZZZZ-ZZZZ");

        codes.Count(code => code.Mail.To == "claire@exemple.fr").Should().Be(who == "over the limit" ? 4 : 1);
        codes.Should().OnlyContain(code => code.Mail.To == "claire@exemple.fr");
        EqualSilence.Of(toStranger).Should().Be(EqualSilence.Of(toKnown));
        EqualSilence.Of(wrongOfStranger).Should().Be(EqualSilence.Of(wrongOfKnown));
        (await RowAsync(stranger, toStranger)).Should().Be(await RowAsync(known, toKnown));
    }

    private async Task<(string Ina, string Address)> OfAsync(string who, Ina owner)
    {
        var now = host.Clock.GetUtcNow();
        switch (who)
        {
            case "unknown INA":
                return (Ina.Of([1, 2, 3, 4, 5, 6, 7]).RevealInGroups(), "claire@exemple.fr");
            case "wrong address":
                return (owner.RevealInGroups(), "personne@exemple.fr");
            case "somebody else's address":
                return ((await host.PrepareRecoveryAsync(SamplePeople.BaoNguyen, "bao@exemple.fr")).RevealInGroups(), "claire@exemple.fr");
            case "suspended":
                return ((await host.PrepareRecoveryAsync(SamplePeople.SylvieDubois, "sylvie@exemple.fr")).RevealInGroups(), "sylvie@exemple.fr");
            case "departed":
                return ((await host.PrepareRecoveryAsync(SamplePeople.MichelBernard, "michel@exemple.fr")).RevealInGroups(), "michel@exemple.fr");
            case "no address":
                return ((await host.GiveInaAsync(SamplePeople.BaoNguyen)).RevealInGroups(), "bao@exemple.fr");
            case "address that waits":
                await host.GiveBackupAddressAsync(SamplePeople.BaoNguyen, "bao@exemple.fr", now.AddHours(48));
                return ((await host.GiveInaAsync(SamplePeople.BaoNguyen)).RevealInGroups(), "bao@exemple.fr");
            case "removed address":
                await host.GiveBackupAddressAsync(SamplePeople.BaoNguyen, "bao@exemple.fr", now);
                await host.AskAsync<IdentityDb, int>(async db =>
                {
                    (await db.BackupAddresses.SingleAsync(row => row.DirectoryKey == SamplePeople.BaoNguyen.Key.Value)).Remove(now);
                    return await db.SaveChangesAsync();
                });
                return ((await host.GiveInaAsync(SamplePeople.BaoNguyen)).RevealInGroups(), "bao@exemple.fr");
            default:
                for (var asked = 0; asked < 4; asked++)
                {
                    using var one = host.NewBrowser();
                    await one.AskForCodeAsync(owner.RevealInGroups(), "claire@exemple.fr");
                    await host.CodesAsync();
                }

                // The limit is reached: what the "known" browser asks for now is silent too.
                return (owner.RevealInGroups(), "claire@exemple.fr");
        }
    }

    /// <summary>What the database did for the two: as many rows, as many tries, as long a life.</summary>
    private async Task<string> RowAsync(PlainBrowser browser, WebPage page)
    {
        var token = browser.Cookies.GetCookies(page.Address)["acrouen-depannage"]!.Value;
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
        var ticket = await host.AskAsync<IdentityDb, Domain.Recovery.RecoveryTicket>(db => db.RecoveryTickets.AsNoTracking().SingleAsync(row => row.TokenHash == hash));
        return $"{ticket.State} {ticket.Tries} {ticket.ExpiresAt - ticket.BegunAt:hh\\:mm}";
    }
}
