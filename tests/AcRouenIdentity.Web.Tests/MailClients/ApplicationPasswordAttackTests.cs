using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.MailClients;

/// <summary>A stolen application password opens nothing but mail, and nobody touches those of somebody else.</summary>
public sealed class ApplicationPasswordAttackTests : ApplicationPasswordOwner
{
    [Fact]
    public async Task It_is_a_wrong_password_at_the_sign_in_page()
    {
        using var thief = Host.NewBrowser();
        var password = await Browser.MakePasswordAsync("Téléphone");

        foreach (var name in new[] { "cmartin1", "claire.martin@ac-rouen.fr" })
            await thief.SignInAsync(name, password);

        (await thief.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task It_is_a_wrong_password_where_a_fresh_proof_is_asked_for()
    {
        var password = await Browser.MakePasswordAsync("Téléphone");
        await Host.ReadMailsAsync();
        Host.Clock.AdjustTime(Host.Clock.GetUtcNow() + TimeSpan.FromMinutes(6));
        var asked = await Browser.GetAsync(ApplicationPasswordStory.Making);

        var page = await Browser.SubmitAsync(await Browser.FollowAsync(asked), ("Form.Name", "cmartin1"), ("Form.Password", password));

        page.Redirect.Should().BeNull();
        (await Browser.GetAsync(ApplicationPasswordStory.Making)).Redirect!.AbsolutePath.Should().Be("/connexion");
    }

    [Fact]
    public async Task Nobody_ends_that_of_somebody_else()
    {
        using var thief = Host.NewBrowser();
        var password = await Browser.MakePasswordAsync("Téléphone");
        var id = (await Host.ApplicationPasswordsAsync()).Single().Id;
        await thief.SignInAsync(SamplePeople.BaoNguyen);
        await thief.MakePasswordAsync("Appât");

        var page = await thief.PressAsync(await thief.GetAsync(ApplicationPasswordStory.Place), "Supprimer Appât", ("id", id));

        page.Main.Should().Contain("n’existe plus");
        Host.Reads(Claire, password).Should().BeTrue();
    }

    [Theory]
    [InlineData(""), InlineData("' OR 1=1 --"), InlineData("*"), InlineData("\u0000")]
    public async Task What_is_no_password_of_theirs_ends_nothing(string id)
    {
        await Browser.MakePasswordAsync("Téléphone");

        await Browser.PressAsync(await Browser.GetAsync(ApplicationPasswordStory.Place), "Supprimer Téléphone", ("id", id));

        (await Host.ApplicationPasswordsAsync()).Should().ContainSingle().Which.EndedAt.Should().BeNull();
    }

    [Fact]
    public async Task A_stranger_and_a_forged_form_make_none()
    {
        using var thief = Host.NewBrowser();
        (await thief.GetAsync(ApplicationPasswordStory.Place)).Redirect!.AbsolutePath.Should().Be("/connexion");
        using var forged = new HttpRequestMessage(HttpMethod.Post, ApplicationPasswordStory.Making);
        forged.Content = new FormUrlEncodedContent([new("Form.Name", "Voleur"), new("Form.Use", "Read")]);

        ((int)(await Browser.SendAsync(forged)).Status).Should().BeInRange(300, 499);
        Host.ApplicationPasswords.Count.Should().Be(0);
    }

    [Theory]
    [InlineData("Sieve"), InlineData("7"), InlineData("-1")]
    public async Task A_use_that_there_is_not_makes_none(string use)
    {
        await Browser.PressAsync(await Browser.GetAsync(ApplicationPasswordStory.Making), "Faire le mot de passe", ("Form.Name", "Téléphone"), ("Form.Use", use));

        Host.ApplicationPasswords.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_megabyte_of_a_name_is_refused()
    {
        var page = await Browser.AskForPasswordAsync(new string('a', 1 << 20));

        ((int)page.Status).Should().BeInRange(400, 499);
        Host.ApplicationPasswords.Count.Should().Be(0);
    }

    [Fact]
    public async Task Nothing_that_rests_here_holds_the_password()
    {
        var password = await Browser.MakePasswordAsync("Téléphone");
        await Host.ReadMailsAsync();

        var rest = System.Text.Encoding.Latin1.GetString(await ReadDatabaseAsync());

        rest.Should().Contain("Téléphone"[..1]).And.NotContain(password).And.NotContain(password[5..]).And.NotContain(password.Replace("-", "", StringComparison.Ordinal));
    }

    private async Task<byte[]> ReadDatabaseAsync()
    {
        await Host.AskAsync<IdentityDb, int>(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        await using var file = new FileStream(Host.Database, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        return copy.ToArray();
    }
}
