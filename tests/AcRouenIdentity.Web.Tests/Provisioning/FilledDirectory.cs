using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Infrastructure.Feeds;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Web.Features.Provisioning;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AcRouenIdentity.Web.Tests.Provisioning;

/// <summary>A fictional académie, its exports in a temporary folder, and a directory in memory that can be filled from a preview.</summary>
internal sealed class FilledDirectory : IDisposable
{
    public const int People = 300;
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("acrouen-preview-");
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly FeedFilesWriter writer;

    public FilledDirectory()
    {
        Generator = new FeedGenerator(seed: 76, People, establishments: 12);
        writer = new FeedFilesWriter(Generator, new FeedForm());
    }

    public FeedGenerator Generator { get; }

    public InMemoryDirectory Directory { get; } = new();

    public ProvisioningOptions Options { get; } = new();

    /// <summary>A complete export, in a folder of its own.</summary>
    public string Export(int number)
    {
        var path = Path.Combine(folder.FullName, $"complete-{number}");
        writer.WriteFolder(path, number);
        return path;
    }

    public string Delta(int number)
    {
        var path = Path.Combine(folder.FullName, $"delta-{number}");
        writer.WriteDelta(path, number);
        return path;
    }

    /// <summary>The export, and the HR file beside it.</summary>
    public string ExportWithStaff(int number)
    {
        var path = Export(number);
        writer.WriteStaff(Path.Combine(path, "rh.csv"), number);
        return path;
    }

    public string Empty() => folder.CreateSubdirectory("empty").FullName;

    public Task<Preview> PreviewAsync(string path) =>
        new ProvisioningPreview(Directory, new FeedReader(new FeedOptions()), Microsoft.Extensions.Options.Options.Create(Options), clock).PlanAsync(path, new Silent(), default);

    /// <summary>The directory as it will be once somebody has applied an export.</summary>
    public async Task FillAsync(string path)
    {
        var preview = await PreviewAsync(path);
        foreach (var created in preview.LinesOf(PlanKind.Create, null).Select(line => line.After!))
        {
            Directory.Put(PersonOf(created), SamplePeople.Password);
            Directory.Attach(created.Key, created.Facts.MainEstablishment!.Value);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Postings the other way round: a directory keeps them in no order.</summary>
    private static Person PersonOf(KnownPerson known) => new()
    {
        Key = known.Key,
        Login = Login.Parse("p" + known.Key.Value.Split('$')[1]),
        Numen = known.Facts.Numen,
        DisplayName = $"{known.Facts.GivenName} {known.Facts.Surname}",
        GivenName = known.Facts.GivenName,
        Surname = known.Facts.Surname,
        State = AccountState.Active,
        Postings = [.. known.Facts.Postings.Reverse().OrderByDescending(posting => posting.Rne == known.Facts.MainEstablishment)],
    };

    private sealed class Silent : IProgress<PreviewProgress>
    {
        public void Report(PreviewProgress value)
        {
        }
    }
}
