using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using FluentAssertions;
using Xunit;

namespace AcRouenIdentity.Infrastructure.Tests.Database;

public sealed class WakeUpTests
{
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SteppedClock clock = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_call_just_after_time_has_passed_wakes_the_next_wait()
    {
        var wakeUp = new WakeUp();
        for (var turn = 0; turn < 2000; turn++)
        {
            var byTime = wakeUp.WaitAsync(Polling, clock, default);
            clock.Advance(Polling);
            await byTime;
            wakeUp.Raise();

            var byCall = () => wakeUp.WaitAsync(Polling, clock, default).WaitAsync(Patience);

            await byCall.Should().NotThrowAsync("turn {0} was called", turn);
        }
    }

    [Fact]
    public async Task Many_calls_before_it_wakes_are_one()
    {
        var wakeUp = new WakeUp();
        wakeUp.Raise();
        wakeUp.Raise();

        await wakeUp.WaitAsync(Polling, clock, default);
        var next = wakeUp.WaitAsync(Polling, clock, default);

        next.IsCompleted.Should().BeFalse();
        clock.Advance(Polling);
        await next;
    }

    [Fact]
    public async Task A_service_that_is_stopped_waits_no_longer()
    {
        var wakeUp = new WakeUp();
        using var stopping = new CancellationTokenSource();
        var wait = wakeUp.WaitAsync(Polling, clock, stopping.Token);

        await stopping.CancelAsync();

        await wait.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }
}
