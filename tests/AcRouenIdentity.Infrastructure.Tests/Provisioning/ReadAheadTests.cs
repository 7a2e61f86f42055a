using System.Runtime.CompilerServices;
using AcRouenIdentity.Infrastructure.Provisioning;

namespace AcRouenIdentity.Infrastructure.Tests.Provisioning;

public sealed class ReadAheadTests
{
    private const int Ahead = 2;

    private int read;
    private bool isClosed;

    [Fact]
    public async Task What_is_read_ahead_comes_whole_and_in_order()
    {
        var all = await CountAsync(100, failsAt: null).ReadAheadAsync(Ahead, default).ToListAsync();

        all.Should().Equal(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task A_failure_arrives_after_what_came_before_it()
    {
        var seen = new List<int>();

        var reading = async () =>
        {
            await foreach (var number in CountAsync(100, failsAt: 7).ReadAheadAsync(Ahead, default))
                seen.Add(number);
        };

        (await reading.Should().ThrowAsync<IOException>()).WithMessage("at 7");
        seen.Should().Equal(Enumerable.Range(0, 7));
    }

    [Fact]
    public async Task No_more_is_read_than_was_agreed_and_nothing_after_the_caller_has_left()
    {
        await foreach (var number in CountAsync(100, failsAt: null).ReadAheadAsync(Ahead, default))
        {
            if (number == 3)
                break;
        }

        isClosed.Should().BeTrue();
        read.Should().BeLessThanOrEqualTo(4 + Ahead + 1);
    }

    [Fact]
    public async Task A_caller_who_cancels_is_told_so_and_the_source_is_closed()
    {
        using var stop = new CancellationTokenSource();

        var reading = async () =>
        {
            await foreach (var number in CountAsync(100, failsAt: null).ReadAheadAsync(Ahead, stop.Token))
                await stop.CancelAsync();
        };

        await reading.Should().ThrowAsync<OperationCanceledException>();
        isClosed.Should().BeTrue();
    }

    private async IAsyncEnumerable<int> CountAsync(int count, int? failsAt, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var number = 0; number < count; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (number == failsAt)
                    throw new IOException($"at {number}");
                await Task.Yield();
                read++;
                yield return number;
            }
        }
        finally
        {
            isClosed = true;
        }
    }
}
