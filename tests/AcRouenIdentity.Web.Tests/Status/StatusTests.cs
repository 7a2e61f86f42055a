using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Status;

public sealed class StatusTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["Maintenance:Message"] = "Intervention samedi.",
            ["Maintenance:MessageEnglish"] = "Work on Saturday.",
            ["Maintenance:From"] = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O"),
            ["Maintenance:Until"] = TimeProvider.System.GetUtcNow().AddHours(2).ToString("O"),
        });
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_healthy_service_says_so_in_words_and_to_probes()
    {
        var page = await browser.GetAsync("/etat");

        page.Main.Should().Contain("Le service fonctionne").And.NotContain("Ne répond pas");
        (await browser.GetAsync("/health/ready")).Status.Should().Be(HttpStatusCode.OK);
        (await browser.GetAsync("/health/live")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_directory_that_is_down_shows_and_the_process_still_lives()
    {
        host.Directory.IsDown = true;

        var page = await browser.GetAsync("/etat");

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Main.Should().Contain("Le service est perturbé").And.Contain("Ne répond pas");
        (await browser.GetAsync("/health/ready")).Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await browser.GetAsync("/health/live")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_seen_serves_for_two_seconds_and_no_longer()
    {
        await browser.GetAsync("/health/ready");
        host.Directory.IsDown = true;
        host.Clock.Advance(TimeSpan.FromSeconds(1.9));
        var soon = await browser.GetAsync("/health/ready");
        host.Clock.Advance(TimeSpan.FromSeconds(0.2));
        var later = await browser.GetAsync("/health/ready");

        soon.Status.Should().Be(HttpStatusCode.OK);
        later.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Asking_often_costs_the_directory_one_question()
    {
        var directory = new SilentDirectory();
        await using var crowded = await ProviderHost.StartAsync(replace: services => services.AddSingleton<IDirectory>(directory));
        using var crowd = crowded.NewBrowser();
        var asked = Enumerable.Range(0, 20).Select(_ => crowd.GetAsync("/health/ready")).ToList();
        await Eventually.BeTrueAsync(() => Task.FromResult(directory.Questions == 1));
        // Once, past the time-out of the look: what it saw is then fresh for as long as the last of them takes.
        crowded.Clock.Advance(TimeSpan.FromSeconds(2));
        var answers = await Task.WhenAll(asked);

        directory.Questions.Should().Be(1);
        answers.Select(answer => answer.Status).Should().AllBeEquivalentTo(HttpStatusCode.ServiceUnavailable, "nobody waits for a directory that says nothing");
    }

    [Fact]
    public async Task The_maintenance_message_stands_on_every_page_while_it_is_due_in_both_languages()
    {
        var before = await browser.GetAsync("/aide");
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        var during = await browser.GetAsync("/connexion");
        var english = await browser.GetAsync("/langue?vers=en&retour=/aide");
        english = await browser.FollowAsync(english);
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        var after = await browser.GetAsync("/aide");

        before.Html.Should().NotContain("Intervention samedi.");
        during.Document.QuerySelector(".fr-notice [lang=fr]")!.TextContent.Should().Be("Intervention samedi.");
        english.Document.QuerySelector(".fr-notice [lang=en]")!.TextContent.Should().Be("Work on Saturday.");
        after.Document.QuerySelector(".fr-notice").Should().BeNull();
    }

    /// <summary>Accepts every question and answers none.</summary>
    private sealed class SilentDirectory : IDirectory
    {
        private int questions;

        public int Questions => Volatile.Read(ref questions);

        public Task PingAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref questions);
            return new TaskCompletionSource().Task;
        }

        public Task<Person?> FindAsync(SignInName name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Person?> FindAsync(DirectoryKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Establishment>> FindEstablishmentsAsync(IReadOnlyCollection<Rne> rnes, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<PasswordCheck> CheckPasswordAsync(Person? person, string password, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<PasswordChange> ChangePasswordAsync(Person person, string newPassword, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
