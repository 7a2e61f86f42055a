using System.Collections.Concurrent;
using System.Globalization;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Tests.Provisioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Letters;

/// <summary>The real printer, and beside it what the paper says: a test reads a letter as its owner does.</summary>
internal sealed class ReadablePrinter(ILetterPrinter printer) : ILetterPrinter
{
    private readonly ConcurrentQueue<LetterContent> letters = new();

    /// <summary>Letters printed before it breaks down; null for never.</summary>
    public int? BreaksAfter { get; set; }

    public IReadOnlyList<LetterContent> Letters => [.. letters];

    public byte[] Print(HandOverSheet? sheet, IReadOnlyList<LetterContent> written)
    {
        if (letters.Count >= BreaksAfter)
            throw new IOException("No space left on device");
        var pdf = printer.Print(sheet, written);
        foreach (var letter in written)
            letters.Enqueue(letter);
        return pdf;
    }

    public LetterContent Of(FictionalPerson person) => letters.Last(letter => letter.Name.EndsWith($"{person.GivenName} {person.Surname}", StringComparison.Ordinal));
}

/// <summary>An académie whose people are created and wait for their letters.</summary>
internal sealed class LetterStory : IAsyncDisposable
{
    private readonly Academy academy;
    private readonly ReadablePrinter printer;

    private LetterStory(Academy academy, ReadablePrinter printer, int run) => (this.academy, this.printer, Run) = (academy, printer, run);

    public int Run { get; }

    public ReadablePrinter Printer => printer;

    public Academy Academy => academy;

    public ProviderHost Host => academy.Host;

    public static Task<LetterStory> OpenAsync(params (string Key, string Value)[] settings) => OpenAsync(_ => { }, settings);

    /// <param name="replace">More services of the test's own.</param>
    public static async Task<LetterStory> OpenAsync(Action<IServiceCollection> replace, params (string Key, string Value)[] settings)
    {
        ReadablePrinter? printer = null;
        var academy = await Academy.OpenAsync(
            settings.Length == 0 ? null : settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value),
            services =>
            {
                // The worker of the host would print before a test looks: each test works itself.
                var worker = services.Single(service => service.ImplementationType?.Name == "BatchWorker");
                services.Remove(worker);
                var real = services.Single(service => service.ServiceType == typeof(ILetterPrinter));
                services.Remove(real);
                services.AddSingleton<ILetterPrinter>(provider => printer ??= new ReadablePrinter((ILetterPrinter)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)));
                replace(services);
            });
        var run = await academy.ApplyAsync(academy.ExportWithStaff(0));
        return new LetterStory(academy, (ReadablePrinter)academy.Host.Services.GetRequiredService<ILetterPrinter>(), run.Id);
    }

    public Task<BatchOpened> AskAsync(BatchScope scope, string value, BatchChoice choice = BatchChoice.OnlyMissing, LetterKind kind = LetterKind.FirstAccess) =>
        Host.AskAsync<BatchOpening, BatchOpened>(opening => opening.OpenAsync(new BatchRequest(kind, scope, value, choice, "oroux1"), default));

    public Task<bool> WorkAsync(int batch) => Host.AskAsync<BatchWork, bool>(work => work.WorkAsync(batch, progress: null, default));

    public async Task<LetterBatch> PrintRunAsync()
    {
        var opened = (BatchOpened.Opened)await AskAsync(BatchScope.Run, Run.ToString(CultureInfo.InvariantCulture));
        await WorkAsync(opened.Batch.Id);
        return await BatchAsync(opened.Batch.Id);
    }

    /// <summary>The school of the first person of the export.</summary>
    public string School => academy.Generator.PeopleOf(0).First().School.Uai;

    public IReadOnlyList<FictionalPerson> PeopleOfSchool => [.. academy.Generator.PeopleOf(0).Where(person => person.School.Uai == School)];

    public async Task<LetterBatch> PrintSchoolAsync(BatchChoice choice = BatchChoice.OnlyMissing)
    {
        var opened = (BatchOpened.Opened)await AskAsync(BatchScope.Establishment, School, choice);
        await WorkAsync(opened.Batch.Id);
        return await BatchAsync(opened.Batch.Id);
    }

    public Task<LetterBatch> BatchAsync(int id) => Host.AskAsync<IdentityDb, LetterBatch>(db => db.LetterBatches.AsNoTracking().SingleAsync(batch => batch.Id == id));

    public Task<List<Letter>> LettersAsync() => Host.AskAsync<IdentityDb, List<Letter>>(db => db.Letters.AsNoTracking().OrderBy(letter => letter.Id).ToListAsync());

    /// <summary>Types what a letter says on the page that it leads to.</summary>
    public static async Task<WebPage> ActivateAsync(PlainBrowser browser, LetterContent letter, DateOnly birthDate, string? secret = null)
    {
        var page = await browser.GetAsync("/activer");
        return await browser.SubmitAsync(
            page,
            ("Form.Name", letter.ConfirmationCode!.Value.RevealInGroups()),
            ("Form.ProvisionalPassword", secret ?? letter.Secret!.Value.RevealInGroups()),
            ("Form.BirthDate", birthDate.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)));
    }

    public ValueTask DisposeAsync() => academy.DisposeAsync();
}
