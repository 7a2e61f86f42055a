using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Letters;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Features.Letters.Requests;
using AcRouenIdentity.Web.Tests.Provisioning.Pages;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Letters;

/// <summary>A school whose people have opened their accounts, and forget their passwords.</summary>
internal sealed class RecoveryLetterStory : IAsyncDisposable
{
    private RecoveryLetterStory(LetterStory letters) => Letters = letters;

    public LetterStory Letters { get; }

    public ProviderHost Host => Letters.Host;

    public FictionalPerson Forgetful => People[0];

    /// <summary>A colleague at the same school.</summary>
    public FictionalPerson Other => People[1];

    /// <summary>Of the school, without those whose name another one has.</summary>
    public IReadOnlyList<FictionalPerson> People =>
        [.. Letters.PeopleOfSchool.GroupBy(person => $"{person.GivenName} {person.Surname}").Where(group => group.Count() == 1).Select(group => group.Single())];

    public static async Task<RecoveryLetterStory> OpenAsync(params (string Key, string Value)[] settings)
    {
        var story = new RecoveryLetterStory(await LetterStory.OpenAsync([("Roles:ProvisioningOfficers:0", OfficerStory.Officer.Login.ToString()), .. settings]));
        foreach (var person in story.Letters.PeopleOfSchool)
            await story.SetStateAsync(person, AccountState.Active);
        return story;
    }

    /// <summary>In the directory and in the record of the person.</summary>
    public async Task SetStateAsync(FictionalPerson person, AccountState state)
    {
        Host.Directory.Put(await FindAsync(person) with { State = state });
        await Host.AskAsync<IdentityDb, int>(db => db.People.Where(row => row.DirectoryKey == person.Key.Value).ExecuteUpdateAsync(update => update.SetProperty(row => row.State, state)));
    }

    public async Task<Person> FindAsync(FictionalPerson person) => (await Host.Directory.FindAsync(person.Key, default))!;

    public async Task<LetterAsked> AskAsync(FictionalPerson person)
    {
        var found = await FindAsync(person);
        return await Host.AskAsync<LetterRequests, LetterAsked>(requests => requests.AskAsync(found, default));
    }

    public async Task<BatchOpened> OpenBatchAsync(string? school = null)
    {
        Rne? only = school is null ? null : Rne.Parse(school);
        var request = await Host.AskAsync<RequestDesk, BatchRequest>(desk => desk.AskAsync(only, "oroux1", default));
        return await Host.AskAsync<BatchOpening, BatchOpened>(opening => opening.OpenAsync(request, default));
    }

    public async Task<LetterBatch> PrintAsync()
    {
        var opened = (BatchOpened.Opened)await OpenBatchAsync();
        await Letters.WorkAsync(opened.Batch.Id);
        return await Letters.BatchAsync(opened.Batch.Id);
    }

    /// <summary>The letter that the person asked for and got.</summary>
    public async Task<LetterContent> GetLetterAsync(FictionalPerson person)
    {
        (await AskAsync(person)).Should().Be(LetterAsked.Recorded);
        await PrintAsync();
        return Letters.Printer.Of(person);
    }

    public Task<RecoveryLetterFinding> CheckAsync(LetterContent letter) => CheckAsync(letter.Ina!.Value.RevealInGroups(), letter.Secret!.Value.RevealInGroups());

    public Task<RecoveryLetterFinding> CheckAsync(string? ina, string? code) => Host.AskAsync<RecoveryLetters, RecoveryLetterFinding>(letters => letters.CheckAsync(ina, code, default));

    public Task<List<LetterRequest>> RequestsAsync() => Host.AskAsync<IdentityDb, List<LetterRequest>>(db => db.LetterRequests.AsNoTracking().OrderBy(request => request.Id).ToListAsync());

    public Task<bool> AbandonAsync(LetterBatch batch) => Host.AskAsync<BatchDesk, bool>(desk => desk.AbandonAsync(batch.Id, "oroux1", default));

    public void Pass(TimeSpan time) => Host.Clock.AdjustTime(Host.Clock.GetUtcNow() + time);

    public ValueTask DisposeAsync() => Letters.DisposeAsync();
}
