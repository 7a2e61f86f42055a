using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.BackupAddresses;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>Backup addresses for the pages to show: of one person one that counts, one that waits and one that was removed; of another a single one.</summary>
internal static class KnownAddresses
{
    public static Person OfEachKind { get; } = SamplePeople.BaoNguyen;

    public static Person Single { get; } = SamplePeople.JeanNoelPetit;

    public static Task FillAsync(ProviderHost host) => host.AskAsync((IdentityDb db) =>
    {
        var now = host.Clock.GetUtcNow();
        var removed = Known(host, OfEachKind, "bao.ancienne@exemple.fr", slot: null, now.AddDays(-400), now.AddDays(-400));
        removed.Remove(now.AddHours(-3));
        db.AddRange(
            removed,
            Known(host, OfEachKind, "bao.nguyen@exemple.fr", slot: 1, now.AddDays(-30), now.AddDays(-28)),
            Known(host, OfEachKind, "bao.une-adresse-vraiment-longue-qui-ne-tient-pas@exemple.example.org", slot: 2, now.AddHours(-2), now.AddHours(46)),
            Known(host, Single, "jean-noel@exemple.fr", slot: 1, now.AddDays(-90), now.AddDays(-90)));
        return db.SaveChangesAsync();
    });

    private static BackupAddress Known(ProviderHost host, Person person, string text, int? slot, DateTimeOffset verified, DateTimeOffset servesFrom)
    {
        var (vault, address) = (host.Services.GetRequiredService<BackupAddressVault>(), OutsideAddress.Parse(text));
        return new BackupAddress
        {
            DirectoryKey = person.Key.Value,
            Protected = vault.Close(address),
            Lookup = vault.Lookup(address),
            Slot = slot,
            VerifiedAt = verified,
            ServesFrom = servesFrom,
        };
    }
}
