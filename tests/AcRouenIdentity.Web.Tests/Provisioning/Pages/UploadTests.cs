using System.Net;
using System.Text;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Provisioning.Uploads;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Provisioning.Pages;

public sealed class UploadTests : IAsyncLifetime
{
    private Academy academy = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        academy = await OfficerStory.OpenAsync(("Provisioning:LargestUpload", "2000000"));
        browser = await academy.SignedInAsync(OfficerStory.Officer);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await academy.DisposeAsync();
    }

    [Fact]
    public async Task Files_go_to_a_folder_that_only_the_provider_reads_and_are_gone_once_they_are_applied()
    {
        var planned = await academy.UploadAsync(browser, academy.ExportWithStaff(0));
        var source = (await academy.FindRunAsync(1))!.Source;
        var kept = Directory.GetFiles(source).Select(Path.GetFileName).ToList();
        var modes = (ModeOf(source), ModeOf(Directory.GetFiles(source)[0]));

        await academy.WaitAsync(browser, await browser.PressAsync(planned, "Appliquer"));

        kept.Should().BeEquivalentTo(Directory.GetFiles(academy.ExportWithStaff(0)).Select(Path.GetFileName));
        modes.Should().Be((UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Path.GetDirectoryName(source).Should().Be(academy.UploadFolder());
        (await academy.StateOfAsync(1)).Should().Be(RunState.Applied);
        await Eventually.BeTrueAsync(() => Task.FromResult(!Directory.Exists(source)));
    }

    [Fact]
    public async Task Files_that_are_refused_do_not_stay()
    {
        var refused = await academy.WaitAsync(browser, await browser.SendFilesAsync(await browser.GetAsync("/chargements"), ("notes.doc", "rien"u8.ToArray())));

        refused.Main.Should().Contain("Les fichiers sont refusés en bloc");
        await Eventually.BeTrueAsync(async () => !Directory.Exists((await academy.FindRunAsync(1))!.Source));
    }

    [Theory]
    [InlineData("../../../../tmp/acrouen-evil.csv", "acrouen-evil.csv")]
    [InlineData(@"C:\Users\odile\rh.csv", "rh.csv")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("..", "fichier")]
    [InlineData(".bashrc", "bashrc")]
    [InlineData("fichier\0.csv\n", "fichier_.csv_")]
    [InlineData("", "fichier")]
    [InlineData("ENT2DVA-ENT21_Complet_20260901_PersEducNat_0000.xml", "ENT2DVA-ENT21_Complet_20260901_PersEducNat_0000.xml")]
    public void A_file_is_kept_under_a_name_and_no_path(string told, string kept) => UploadName.Of(told).Should().Be(kept);

    [Fact]
    public async Task A_name_that_climbs_out_of_its_folder_stays_in_it()
    {
        await academy.WaitAsync(browser, await browser.SendFilesAsync(await browser.GetAsync("/chargements"), ("../../acrouen-evil.csv", "x"u8.ToArray())));

        (await academy.AskDatabaseAsync(db => db.RunFiles.Select(file => file.Name).ToListAsync())).Should().Equal("acrouen-evil.csv");
        File.Exists(Path.Combine(academy.UploadFolder(), "../../acrouen-evil.csv")).Should().BeFalse();
    }

    [Fact]
    public async Task Too_much_is_refused_in_words_and_leaves_nothing_behind()
    {
        var sent = await browser.FollowAsync(await browser.SendFilesAsync(await browser.GetAsync("/chargements"), ("rh.csv", new byte[2_000_001])));

        sent.Main.Should().Contain("Les fichiers n’ont pas été pris").And.Contain("dépasse");
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Far_too_much_is_refused_in_words_too()
    {
        var sent = await browser.FollowAsync(await browser.SendFilesAsync(await browser.GetAsync("/chargements"), ("rh.csv", new byte[5_000_000])));

        sent.Main.Should().Contain("dépasse");
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Many_files_that_are_too_much_together_are_refused()
    {
        var sent = await browser.FollowAsync(await browser.SendFilesAsync(await browser.GetAsync("/chargements"), ("a.csv", new byte[1_100_000]), ("b.csv", new byte[1_100_000])));

        sent.Main.Should().Contain("dépasse");
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task No_file_and_two_of_one_name_are_told()
    {
        var page = await browser.GetAsync("/chargements");

        (await browser.FollowAsync(await browser.SendFilesAsync(page))).Main.Should().Contain("Aucun fichier n’était joint");
        (await browser.FollowAsync(await browser.SendFilesAsync(page, ("a/rh.csv", [1]), ("b/rh.csv", [2])))).Main.Should().Contain("Deux fichiers portent le même nom");
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Without_the_proof_of_the_form_nothing_is_written()
    {
        using var content = new MultipartFormDataContent { { new ByteArrayContent([1]), "fichiers", "rh.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chargements/envoi") { Content = content };

        var answer = await browser.SendAsync(request);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Heading.Should().NotBeEmpty();
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task The_proof_of_somebody_else_is_worth_nothing()
    {
        using var other = await academy.SignedInAsync(OfficerStory.Head);
        using var content = new MultipartFormDataContent
        {
            { new StringContent("CfDJ8-not-a-proof"), "__RequestVerificationToken" },
            { new ByteArrayContent([1]), "fichiers", "rh.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chargements/envoi") { Content = content };

        (await browser.SendAsync(request)).Status.Should().Be(HttpStatusCode.BadRequest);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_stranger_who_sends_much_is_sent_to_sign_in_and_nothing_is_written()
    {
        using var stranger = academy.Host.NewBrowser();
        using var content = new MultipartFormDataContent { { new ByteArrayContent(new byte[40_000]), "fichiers", "rh.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chargements/envoi") { Content = content };

        (await stranger.SendAsync(request)).Redirect!.AbsolutePath.Should().Be("/connexion");
        await NothingIsLeftAsync();
    }

    [Theory, InlineData("application/x-www-form-urlencoded"), InlineData("multipart/form-data")]
    public async Task What_is_no_upload_is_told_so(string type)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes("a=b"));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chargements/envoi") { Content = content };

        (await browser.FollowAsync(await browser.SendAsync(request))).Main.Should().Contain("n’a pas pu être lu");
    }

    [Fact]
    public async Task Other_pages_keep_their_small_limit()
    {
        using var content = new StringContent($"Form.Name={new string('a', 70_000)}", Encoding.ASCII, "application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/comptes/cmartin1?handler=Suspend") { Content = content };

        (await browser.SendAsync(request)).Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private async Task NothingIsLeftAsync()
    {
        var folder = academy.UploadFolder();
        (Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder) : []).Should().BeEmpty();
        (await academy.AskDatabaseAsync(db => db.ProvisioningRuns.CountAsync())).Should().Be(0);
    }
}
