using System.Globalization;
using System.Resources;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.People;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Tests.Provisioning;

public sealed class ProvisioningPreviewTests : IAsyncLifetime
{
    private Academy academy = null!;

    [Fact]
    public async Task Everybody_of_a_first_export_would_be_created_and_people_of_other_schools_stay()
    {
        var preview = await academy.PreviewAsync(academy.Export(0));

        preview.Counts.Should().BeEquivalentTo(new Dictionary<PlanKind, int> { [PlanKind.Create] = Academy.People });
        preview.Unchanged.Should().Be(SamplePeople.All.Count);
        preview.Verdict.Should().Be(PreviewVerdict.Clear);
    }

    [Fact]
    public async Task The_same_export_again_changes_nobody()
    {
        var export = academy.ExportWithStaff(0);
        await academy.ApplyAsync(export);

        var preview = await academy.PreviewAsync(export);

        preview.Lines.Should().BeEmpty();
        preview.Unchanged.Should().Be(Academy.People + SamplePeople.All.Count);
        preview.Verdict.Should().Be(PreviewVerdict.Clear);
    }

    [Fact]
    public async Task The_next_export_shows_who_arrives_moves_and_leaves()
    {
        await academy.ApplyAsync(academy.Export(0));

        var preview = await academy.PreviewAsync(academy.Export(1));

        KeysOf(preview, PlanKind.Create).Should().BeEquivalentTo(ChangedTo(FictionalChangeKind.Arrived)).And.NotBeEmpty();
        KeysOf(preview, PlanKind.Depart).Should().BeEquivalentTo(ChangedTo(FictionalChangeKind.Left)).And.NotBeEmpty();
        KeysOf(preview, PlanKind.Move).Should().NotBeEmpty().And.BeSubsetOf(ChangedTo(FictionalChangeKind.Moved));
    }

    [Fact]
    public async Task A_plan_that_closes_more_than_two_in_a_hundred_stops()
    {
        await using var strict = await Academy.OpenAsync([]);
        await strict.ApplyAsync(strict.Export(0));
        await academy.ApplyAsync(academy.Export(0));

        var stopped = await strict.PreviewAsync(strict.Export(1));
        var allowed = await academy.PreviewAsync(academy.Export(1));

        stopped.Verdict.Should().Be(PreviewVerdict.Stopped);
        stopped.Summary.Confirmations.Should().ContainSingle().Which.Should().BeOfType<ConfirmationNeeded.ManyAccountsClose>();
        allowed.Verdict.Should().Be(PreviewVerdict.Clear);
    }

    [Fact]
    public async Task Nobody_departs_because_an_export_is_cut_short()
    {
        await academy.ApplyAsync(academy.Export(0));
        var export = academy.Export(1);
        CutShort(Directory.GetFiles(export, "*PersEducNat*").Single());

        var preview = await academy.PreviewAsync(export);

        preview.Counts.Should().NotContainKey(PlanKind.Depart);
        preview.Absence.Should().Be(AbsenceMeaning.SomethingUnreadable);
        preview.Issues.Should().Contain(issue => issue.Kind == FeedIssueKind.Truncated && issue.Effect == FeedIssueEffect.RestOfFileLeftOut && issue.Place.Line > 0);
    }

    [Fact]
    public async Task A_delta_moves_and_closes_only_those_whom_it_names()
    {
        await academy.ApplyAsync(academy.Export(0));

        var preview = await academy.PreviewAsync(academy.Delta(1));

        KeysOf(preview, PlanKind.Depart).Should().BeEquivalentTo(ChangedTo(FictionalChangeKind.Left));
        preview.Absence.Should().Be(AbsenceMeaning.NothingIsComplete);
    }

    [Fact]
    public async Task A_folder_without_feeds_is_refused_and_one_that_is_not_there_is_unreadable()
    {
        var empty = await academy.PreviewAsync(academy.Empty());
        var missing = await academy.PreviewAsync("/nowhere/to-be-found");

        empty.Verdict.Should().Be(PreviewVerdict.Refused);
        missing.Verdict.Should().Be(PreviewVerdict.Unreadable);
        empty.Lines.Concat(missing.Lines).Should().BeEmpty();
    }

    [Fact]
    public async Task A_directory_that_is_down_is_not_taken_for_an_empty_one()
    {
        academy.Directory.IsDown = true;
        var export = academy.Export(0);

        var preview = () => academy.PreviewAsync(export);

        await preview.Should().ThrowAsync<DirectoryUnavailableException>();
    }

    [Fact]
    public async Task Lines_are_found_by_kind_and_by_either_school()
    {
        await academy.ApplyAsync(academy.Export(0));
        var preview = await academy.PreviewAsync(academy.Export(1));
        var move = preview.LinesOf(PlanKind.Move, null).First();
        var left = move.Before!.Facts.MainEstablishment!.Value;
        var joined = move.After!.Facts.MainEstablishment!.Value;

        preview.LinesOf(PlanKind.Move, left).Should().Contain(line => line.Key == move.Key);
        preview.LinesOf(null, joined).Should().Contain(line => line.Key == move.Key).And.Contain(line => line.Kind != PlanKind.Move);
        preview.LinesOf(PlanKind.Depart, left).Should().NotContain(line => line.Key == move.Key);
        preview.LinesOf(null, Rne.Parse("0769999F")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Provisioning:LargestShareClosed", "2")]
    [InlineData("Provisioning:DaysOfGrace", "-1")]
    [InlineData("Feeds:Limits:Files", "0")]
    public async Task Rules_that_make_no_sense_keep_the_provider_from_starting(string setting, string value)
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?> { [setting] = value });

        await start.Should().ThrowAsync<OptionsValidationException>().WithMessage($"*{setting.Split(':')[^1]}*");
    }

    [Theory]
    [InlineData(typeof(PlanKind))]
    [InlineData(typeof(PlanReason))]
    [InlineData(typeof(FeedIssueKind))]
    [InlineData(typeof(FeedIssueEffect))]
    [InlineData(typeof(AccountState))]
    [InlineData(typeof(AbsenceMeaning))]
    [InlineData(typeof(PreviewVerdict))]
    [InlineData(typeof(RunStep))]
    [InlineData(typeof(RunState))]
    [InlineData(typeof(ChangeStage))]
    [InlineData(typeof(ChangeFailure))]
    [InlineData(typeof(PersonDecision))]
    public void Whatever_a_preview_may_say_has_a_text(Type said)
    {
        var texts = new ResourceManager(typeof(ProvisioningTexts));

        Enum.GetNames(said).Should().OnlyContain(name => texts.GetString(said.Name + name, CultureInfo.InvariantCulture) != null);
    }

    public async Task InitializeAsync() => academy = await Academy.OpenAsync();

    public async Task DisposeAsync() => await academy.DisposeAsync();

    private static IEnumerable<string> KeysOf(Preview preview, PlanKind kind) => preview.LinesOf(kind, null).Select(line => line.Key.Value);

    private static void CutShort(string file)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(stream.Length * 3 / 4);
    }

    private IEnumerable<string> ChangedTo(FictionalChangeKind kind) =>
        academy.Generator.ChangesUpTo(1).Where(change => change.Kind == kind).Select(change => change.Person.Key.Value);
}
