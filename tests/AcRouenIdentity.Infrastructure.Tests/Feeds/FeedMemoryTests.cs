using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds;
using AcRouenIdentity.Testing.Feeds;

namespace AcRouenIdentity.Infrastructure.Tests.Feeds;

/// <summary>Measures the whole process, so that nothing else may run in it meanwhile.</summary>
[CollectionDefinition(nameof(FeedMemoryTests), DisableParallelization = true)]
[Collection(nameof(FeedMemoryTests))]
public sealed class FeedMemoryTests : IDisposable
{
    private readonly FeedDrop drop = new();

    public void Dispose() => drop.Dispose();

    [Fact]
    public void What_a_reading_holds_does_not_grow_with_the_file()
    {
        var small = LiveBytesAtTheEnd("small", people: 2_000);
        var large = LiveBytesAtTheEnd("large", people: 40_000);

        // A key that was seen is remembered, in some forty bytes while the set grows; a person as the feed says it takes five hundred.
        (large - small).Should().BeLessThan(40_000 * 60);
    }

    /// <summary>Live at the last person, while the reading still holds all it ever held.</summary>
    private long LiveBytesAtTheEnd(string folder, int people)
    {
        new FeedFilesWriter(new FeedGenerator(seed: 1, people, establishments: 20), new FeedForm { PeoplePerFile = people }).WriteFolder(drop.Path(folder), export: 0);
        using var records = new FeedReader(drop.Options).Open([drop.Path(folder)], drop.EarlierStructures).Records.GetEnumerator();
        for (var left = people; left > 0;)
        {
            records.MoveNext().Should().BeTrue();
            left -= records.Current is FeedRecord.PersonSaid ? 1 : 0;
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
