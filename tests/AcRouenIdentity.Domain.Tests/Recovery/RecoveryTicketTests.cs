using AcRouenIdentity.Domain.Recovery;

namespace AcRouenIdentity.Domain.Tests.Recovery;

/// <summary>What a recovery can become, and nothing else.</summary>
public sealed class RecoveryTicketTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public static TheoryData<RecoveryState, RecoveryStep> EveryStep
    {
        get
        {
            var steps = new TheoryData<RecoveryState, RecoveryStep>();
            foreach (var state in Enum.GetValues<RecoveryState>())
                foreach (var step in Enum.GetValues<RecoveryStep>())
                    steps.Add(state, step);
            return steps;
        }
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public void A_step_leads_where_the_table_says_or_nowhere(RecoveryState from, RecoveryStep step)
    {
        var ticket = In(from);
        var take = () => Take(ticket, step);

        if (!RecoveryTransitions.All.TryGetValue((from, step), out var next))
        {
            take.Should().Throw<InvalidOperationException>();
            ticket.State.Should().Be(from);
            return;
        }

        take();
        ticket.State.Should().Be(next);
    }

    [Fact]
    public void What_is_over_has_no_way_on() =>
        RecoveryTransitions.All.Keys.Select(step => step.From).Should().NotContain([RecoveryState.Finished, RecoveryState.Ended]);

    [Fact]
    public void A_code_is_given_once_and_only_to_who_waits_for_one()
    {
        var waiting = In(RecoveryState.Awaiting);
        waiting.Expect("person", "hash", Now + Quarter);

        FluentActions.Invoking(() => waiting.Expect("other", "hash", Now + Quarter)).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => In(RecoveryState.Proven).Expect("person", "hash", Now + Quarter)).Should().Throw<InvalidOperationException>();
        waiting.DirectoryKey.Should().Be("person");
    }

    [Fact]
    public void What_waits_ends_with_its_time_and_with_the_twentieth_try()
    {
        var (old, tried) = (In(RecoveryState.Awaiting), In(RecoveryState.Awaiting));
        for (var attempt = 0; attempt < RecoveryTicket.MostTries; attempt++)
        {
            tried.Awaits(Now).Should().BeTrue();
            tried.CountTry();
        }

        tried.Awaits(Now).Should().BeFalse();
        old.Awaits(Now + Quarter - TimeSpan.FromSeconds(1)).Should().BeTrue();
        old.Awaits(Now + Quarter).Should().BeFalse();
    }

    [Fact]
    public void Nobody_s_recovery_is_never_proven()
    {
        var nobody = In(RecoveryState.Awaiting);
        nobody.Expect(directoryKey: null, codeHash: null, Now + Quarter);
        nobody.Prove(Now + Quarter);

        nobody.IsProven(Now).Should().BeFalse("whatever came to call it so");
    }

    [Fact]
    public void The_code_is_forgotten_as_soon_as_it_was_right()
    {
        var ticket = In(RecoveryState.Awaiting);
        ticket.Expect("person", "hash", Now + Quarter);
        ticket.Prove(Now + Quarter);

        ticket.CodeHash.Should().BeNull();
        ticket.IsProven(Now).Should().BeTrue();
    }

    private static RecoveryTicket In(RecoveryState state)
    {
        var beginning = new RecoveryBeginning("token", RecoveryWay.BackupAddress, "~/", RecoveryEntry.Forgotten, Now);
        var ticket = state is RecoveryState.Awaiting ? RecoveryTicket.Asked(beginning, Quarter) : RecoveryTicket.ProvenBy(beginning, "person", Quarter);
        if (state is RecoveryState.Finished)
            ticket.Finish();
        if (state is RecoveryState.Ended)
            ticket.End();
        return ticket;
    }

    private static void Take(RecoveryTicket ticket, RecoveryStep step)
    {
        switch (step)
        {
            case RecoveryStep.Prove:
                ticket.Prove(Now + Quarter);
                break;
            case RecoveryStep.Finish:
                ticket.Finish();
                break;
            case RecoveryStep.End:
                ticket.End();
                break;
        }
    }
}
