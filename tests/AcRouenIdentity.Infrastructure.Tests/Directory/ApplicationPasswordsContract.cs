using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

/// <summary>What every directory does with application passwords, and what a mail server makes of it. The server is shared by the tests of a class: each test has an owner of its own.</summary>
public abstract class ApplicationPasswordsContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    protected abstract Task<IApplicationPasswordEntries> OpenAsync();

    protected abstract Task<IDirectory> OpenDirectoryAsync();

    /// <summary>Signs in as a mail program does at a mail server.</summary>
    protected abstract Task<bool> SignsInAsync(string name, string password, string service);

    protected abstract Task TakeDownAsync();

    protected abstract Task BringBackAsync();

    [SkippableFact]
    public async Task A_password_opens_what_it_is_for_by_login_and_by_address()
    {
        var entries = await OpenAsync();
        var (both, read, send) = (Entry("duras1", 1, MailUse.ReadAndSend), Entry("duras1", 2, MailUse.Read), Entry("duras1", 3, MailUse.Send));
        foreach (var entry in new[] { both, read, send })
            await entries.AddAsync(entry, default);

        (await OpensAsync("duras1", both)).Should().Be((true, true));
        (await OpensAsync("duras1@ac-rouen.fr", both)).Should().Be((true, true));
        (await OpensAsync("duras1", read)).Should().Be((true, false));
        (await OpensAsync("duras1", send)).Should().Be((false, true));
        (await SignsInAsync("duras1", both.Password.Reveal(), "sieve")).Should().BeFalse();
    }

    [SkippableFact]
    public async Task A_password_opens_nobody_elses_mailbox_and_no_other_text_opens_it()
    {
        var entries = await OpenAsync();
        var (own, others) = (Entry("sagan1", 4, MailUse.Read), Entry("colette1", 5, MailUse.Read));
        await entries.AddAsync(own, default);
        await entries.AddAsync(others, default);
        var password = own.Password.Reveal();

        foreach (var name in new[] { "colette1", "colette1@ac-rouen.fr", "", "*", "sagan*", "sagan1)(uid=*", "sagan1\0" })
            (await SignsInAsync(name, password, "imap")).Should().BeFalse(name);
        foreach (var text in new[] { "", "*", password[..4], password[..^1], password + "a", password.Replace("-", "", StringComparison.Ordinal), password.ToUpperInvariant(), SamplePeople.Password, new string('a', 100_000) })
            (await SignsInAsync("sagan1", text, "imap")).Should().BeFalse(text.Length < 40 ? text : "a long one");
        (await SignsInAsync("sagan1", password, "imap")).Should().BeTrue();
    }

    [SkippableFact]
    public async Task What_was_added_twice_is_there_once_and_what_is_removed_opens_nothing()
    {
        var entries = await OpenAsync();
        var entry = Entry("proust1", 6, MailUse.ReadAndSend);
        await entries.AddAsync(entry, default);
        await entries.AddAsync(entry, default);
        (await OpensAsync("proust1", entry)).Should().Be((true, true));

        await entries.RemoveAsync(entry.Id, default);
        await entries.RemoveAsync(entry.Id, default);

        (await OpensAsync("proust1", entry)).Should().Be((false, false));
        (await entries.FindAsync(Login.Parse("proust1"), default)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task When_it_was_used_is_known_and_a_wrong_try_is_no_use()
    {
        var entries = await OpenAsync();
        var (used, never) = (Entry("gide1", 7, MailUse.Read), Entry("gide1", 8, MailUse.Read));
        await entries.AddAsync(used, default);
        await entries.AddAsync(never, default);

        await SignsInAsync("gide1", used.Password.Reveal(), "imap");
        await SignsInAsync("gide1", never.Password.Reveal() + "a", "imap");

        var kept = (await entries.FindAsync(Login.Parse("gide1"), default)).ToDictionary(one => one.Id, one => one.LastUsedAt);
        kept[used.Id].Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        kept[never.Id].Should().BeNull();
        (await entries.ListAsync(default).ToDictionaryAsync(one => one.Id, one => one.LastUsedAt)).Should().Contain(kept);
    }

    [SkippableFact]
    public async Task Whoever_has_no_address_has_passwords_all_the_same()
    {
        var entries = await OpenAsync();
        var entry = Entry("camus1", 9, MailUse.Read) with { Address = null };

        await entries.AddAsync(entry, default);

        (await SignsInAsync("camus1", entry.Password.Reveal(), "imap")).Should().BeTrue();
    }

    /// <summary>A stolen one opens nothing but mail.</summary>
    [SkippableFact]
    public async Task No_application_password_is_the_password_of_its_owner()
    {
        var entries = await OpenAsync();
        var entry = Entry(SamplePeople.ClaireMartin.Login.ToString(), 10, MailUse.ReadAndSend) with { Address = SamplePeople.ClaireMartin.Address };
        await entries.AddAsync(entry, default);
        var directory = await OpenDirectoryAsync();

        var check = await directory.CheckPasswordAsync(SamplePeople.ClaireMartin, entry.Password.Reveal(), default);
        var found = await directory.FindAsync(new SignInName.ByLogin(SamplePeople.ClaireMartin.Login), default);

        check.Should().BeOfType<PasswordCheck.Refused>();
        found!.Key.Should().Be(SamplePeople.ClaireMartin.Key, "an entry with the same login and address is nobody");
    }

    [SkippableFact]
    public async Task An_outage_is_no_outcome_and_ends_by_itself()
    {
        var entries = await OpenAsync();
        var entry = Entry("malraux1", 11, MailUse.Read);
        await entries.AddAsync(entry, default);

        await TakeDownAsync();
        try
        {
            Func<Task>[] operations =
            [
                () => entries.AddAsync(entry, default),
                () => entries.RemoveAsync(entry.Id, default),
                () => entries.FindAsync(entry.Owner, default),
                () => entries.ListAsync(default).ToListAsync().AsTask(),
            ];
            foreach (var operation in operations)
                await operation.Should().ThrowAsync<DirectoryUnavailableException>();
        }
        finally
        {
            await BringBackAsync();
        }

        await ResumesAsync(entries);
        (await SignsInAsync("malraux1", entry.Password.Reveal(), "imap")).Should().BeTrue();
    }

    protected static ApplicationPasswordEntry Entry(string login, byte number, MailUse use) => new(
        $"{login}-{number}", Login.Parse(login), MailAddress.Parse($"{login}@ac-rouen.fr"), use, ApplicationPasswordText.Of([number, .. Enumerable.Repeat((byte)200, ApplicationPasswordText.RandomBytes)]));

    private async Task<(bool Imap, bool Smtp)> OpensAsync(string name, ApplicationPasswordEntry entry) =>
        (await SignsInAsync(name, entry.Password.Reveal(), "imap"), await SignsInAsync(name, entry.Password.Reveal(), "smtp"));

    private static async Task ResumesAsync(IApplicationPasswordEntries entries)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await entries.FindAsync(Login.Parse("nobody1"), patience.Token);
                return;
            }
            catch (DirectoryUnavailableException)
            {
                await Task.Delay(100, patience.Token);
            }
        }
    }
}
