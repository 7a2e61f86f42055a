using System.Globalization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Recovery;

/// <summary>
/// Invariant 2, by a model: two people and an attacker take steps in any order, each in a browser of their own. All of them know both INA and both addresses. Each reads their own mailbox; of the
/// others' they know every code that was asked for in another browser than theirs, as if it had leaked. A password is set in the browser of its owner alone, and only after their own complete proof there.
/// </summary>
public sealed class RecoveryModelTests : IAsyncLifetime
{
    private const int Runs = 50;
    private const int LongestRun = 24;
    private ProviderHost host = null!;
    private int proven;

    /// <summary>One step of somebody. Whose account it aims at may be another's.</summary>
    public sealed record Step(int Who, int Whose, Act Act)
    {
        public override string ToString() => $"{(Who == 2 ? "attacker" : $"person {Who}")}: {Act} of {Whose}";
    }

    public enum Act
    {
        Ask,

        /// <summary>The newest code for the person aimed at that they know.</summary>
        TypeCode,

        /// <summary>The oldest.</summary>
        TypeOldCode,
        TypeNonsense,
        OpenCodePage,
        OpenSecondProofPage,
        PressContinue,
        ChoosePassword,
        WaitAMinute,
        WaitAQuarter,
    }

    public async Task InitializeAsync() => host = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["TrustedProxies:0"] = "127.0.0.1", ["TrustedProxies:1"] = "::1" });

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public void Nobody_s_password_is_ever_set_without_that_person_s_own_complete_proof()
    {
        var steps = Gen.Elements(0, 1, 2, 2).Zip(Gen.Elements(0, 0, 1)).Zip(Gen.Elements(OftenFirst)).Select(drawn => new Step(drawn.Item1.Item1, drawn.Item1.Item2, drawn.Item2));
        var runs = Gen.Choose(8, LongestRun).SelectMany(length => Gen.ListOf(steps, length)).ToArbitrary();

        Prop.ForAll(runs, run => Play([.. run])).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));
        Play(Honest).Should().BeTrue();

        proven.Should().BePositive("a model in which nobody ever gets in proves nothing");
    }

    /// <summary>What leads somewhere is drawn more often than what leads nowhere.</summary>
    private static readonly Act[] OftenFirst =
    [
        Act.Ask, Act.Ask, Act.Ask, Act.TypeCode, Act.TypeCode, Act.TypeCode, Act.PressContinue, Act.PressContinue, Act.ChoosePassword, Act.ChoosePassword, Act.ChoosePassword, Act.ChoosePassword,
        .. Enum.GetValues<Act>(),
    ];

    private static readonly Step[] Honest =
    [
        new(0, 0, Act.Ask), new(2, 0, Act.Ask), new(0, 0, Act.Ask), new(2, 0, Act.TypeCode), new(0, 0, Act.TypeCode), new(2, 0, Act.TypeOldCode), new(2, 0, Act.ChoosePassword), new(0, 0, Act.ChoosePassword),
    ];

    private bool Play(IReadOnlyList<Step> steps)
    {
        var play = new Playing(host);
        var holds = Task.Run(() => play.RunAsync(steps)).GetAwaiter().GetResult();
        proven += play.Proven;
        return holds;
    }

    /// <param name="Asker">In whose browser it was asked for.</param>
    private sealed record SentCode(string Code, int Asker, int Whose);

    private sealed class Playing(ProviderHost host)
    {
        private static readonly Person[] People = [SamplePeople.ClaireMartin, SamplePeople.BaoNguyen];
        private static int runs;

        private readonly int run = Interlocked.Increment(ref runs);
        private readonly List<SentCode> codes = [];
        private readonly DateTimeOffset?[] provenAt = [null, null, null];
        private readonly string[] inas = new string[2];
        private readonly PlainBrowser[] browsers = [host.NewBrowser(), host.NewBrowser(), host.NewBrowser()];
        private readonly string[] passwords = ["", ""];
        private int chosen;

        public int Proven { get; private set; }

        public async Task<bool> RunAsync(IReadOnlyList<Step> steps)
        {
            await BeginAsync();
            foreach (var step in steps)
                if (!await HoldsAfterAsync(step))
                    return false;
            foreach (var browser in browsers)
                browser.Dispose();
            return true;
        }

        private string AddressOf(int whose) => $"personne{whose}.{run}@exemple.fr";

        private async Task BeginAsync()
        {
            // What an earlier run asked for is over, and so are its limits.
            host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromDays(2));
            for (var whose = 0; whose < 2; whose++)
            {
                passwords[whose] = string.Create(CultureInfo.InvariantCulture, $"goéland varech estran {run} {whose}");
                host.Directory.Put(People[whose], passwords[whose]);
                inas[whose] = (await host.PrepareAsync(People[whose], AddressOf(whose), run)).RevealInGroups();
            }

            for (var who = 0; who < 3; who++)
                browsers[who].ForwardedFor = string.Create(CultureInfo.InvariantCulture, $"198.51.{run % 250}.{who + 1}");
        }

        /// <summary>Takes the step, then asks the directory whether a password changed that must not have.</summary>
        private async Task<bool> HoldsAfterAsync(Step step)
        {
            var password = string.Create(CultureInfo.InvariantCulture, $"cormoran dune galet {run} {chosen++}");
            await TakeAsync(step, password);
            for (var whose = 0; whose < 2; whose++)
            {
                if (await IsPasswordAsync(whose, passwords[whose]))
                    continue;
                if (step.Act is not Act.ChoosePassword || step.Who != whose || !HasProven(whose) || !await IsPasswordAsync(whose, password))
                    return false;
                (passwords[whose], provenAt[whose]) = (password, null);
                Proven++;
            }

            return true;
        }

        private bool HasProven(int who) => host.Clock.GetUtcNow() - provenAt[who] < TimeSpan.FromMinutes(15);

        private async Task<bool> IsPasswordAsync(int whose, string password) =>
            (await host.Directory.CheckPasswordAsync(People[whose], password, default)).Match(_ => true, _ => true, _ => false, _ => false);

        private async Task TakeAsync(Step step, string password)
        {
            var browser = browsers[step.Who];
            switch (step.Act)
            {
                case Act.Ask:
                    await browser.AskForCodeAsync(inas[step.Whose], AddressOf(step.Whose));
                    await NoteCodesAsync(step);
                    break;
                case Act.TypeCode:
                    await TypeAsync(step, KnownTo(step).LastOrDefault());
                    break;
                case Act.TypeOldCode:
                    await TypeAsync(step, KnownTo(step).FirstOrDefault());
                    break;
                case Act.TypeNonsense:
                    await TypeAsync(step, code: null);
                    break;
                case Act.OpenCodePage:
                    await browser.GetAsync(RecoveryStory.Code);
                    break;
                case Act.OpenSecondProofPage:
                    await browser.FollowAsync(await browser.GetAsync(RecoveryStory.SecondProof));
                    break;
                case Act.PressContinue:
                    await PostAsync(browser, $"{RecoveryStory.SecondProof}?handler=Continue");
                    break;
                case Act.ChoosePassword:
                    await PostAsync(browser, RecoveryStory.PasswordPage, ("Form.Password", password), ("Form.Confirmation", password));
                    break;
                case Act.WaitAMinute:
                    host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
                    break;
                case Act.WaitAQuarter:
                    host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromMinutes(15));
                    break;
            }
        }

        private async Task NoteCodesAsync(Step step)
        {
            var sent = (await host.CodesAsync()).Where(code => code.Mail.To == AddressOf(step.Whose)).Select(code => code.Code);
            codes.AddRange(sent.Where(code => codes.TrueForAll(known => known.Code != code)).Select(code => new SentCode(code, step.Who, step.Whose)));
        }

        private IEnumerable<SentCode> KnownTo(Step step) => codes.Where(code => code.Whose == step.Whose && (step.Who == step.Whose || code.Asker != step.Who));

        private async Task TypeAsync(Step step, SentCode? code)
        {
            await PostAsync(browsers[step.Who], RecoveryStory.Code, ("Form.Code", code?.Code ?? "ZZZZ-ZZZZ"));
            if (code is not null && code.Asker == step.Who && code.Whose == step.Who)
                provenAt[step.Who] = host.Clock.GetUtcNow();
        }

        /// <summary>Whatever page is open: an attacker sends any form at any time.</summary>
        private static async Task PostAsync(PlainBrowser browser, string path, params (string Name, string Value)[] fields)
        {
            var page = await browser.GetAsync(RecoveryStory.ByMail);
            var token = page.Form.QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!;
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page.Address, path))
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
            };
            await browser.FollowAsync(await browser.SendAsync(request));
        }
    }
}

internal static class RecoveryModelKit
{
    /// <summary>Another address for each run, so that no limit of an earlier one counts.</summary>
    public static async Task<Ina> PrepareAsync(this ProviderHost host, Person person, string address, int run)
    {
        await host.AskAsync<IdentityDb, int>(db => db.BackupAddresses.Where(row => row.DirectoryKey == person.Key.Value).ExecuteDeleteAsync());
        return run > 0 ? await host.PrepareRecoveryAsync(person, address) : throw new ArgumentOutOfRangeException(nameof(run));
    }
}
