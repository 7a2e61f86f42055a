using Microsoft.Extensions.Time.Testing;

namespace AcRouenIdentity.Ldap.Tests.Pool;

public sealed class ServerCircuitTests
{
    private static readonly LdapServer Server = LdapServer.Parse("ldap://127.0.0.1");

    private readonly FakeTimeProvider clock = new();
    private readonly LdapPoolOptions options = new()
    {
        Servers = [Server],
        FirstBackOff = TimeSpan.FromSeconds(1),
        LongestBackOff = TimeSpan.FromSeconds(4),
        TimeoutsBeforeFailure = 3,
    };

    private readonly ServerCircuit circuit;

    public ServerCircuitTests() => circuit = new ServerCircuit(Server, options, clock);

    [Fact]
    public void A_server_that_is_well_admits_everybody()
    {
        circuit.Admits().Should().BeTrue();
        circuit.Admits().Should().BeTrue();
        circuit.Health.Should().Be(new LdapServerHealth(Server, LdapServerState.Well, null, null));
    }

    [Fact]
    public void A_server_that_failed_is_left_alone_for_a_while()
    {
        circuit.Failed(LdapConnectionFailure.Refused);

        circuit.Admits().Should().BeFalse();
        circuit.Health.Should().Be(new LdapServerHealth(Server, LdapServerState.Failed, LdapConnectionFailure.Refused, clock.GetUtcNow() + TimeSpan.FromSeconds(1)));
        clock.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        circuit.Admits().Should().BeFalse();
        clock.Advance(TimeSpan.FromTicks(1));
        circuit.Admits().Should().BeTrue();
    }

    [Fact]
    public void One_caller_a_while_tries_a_server_that_failed()
    {
        circuit.Failed(LdapConnectionFailure.Refused);
        clock.Advance(TimeSpan.FromSeconds(1));

        circuit.Admits().Should().BeTrue();
        circuit.Admits().Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        circuit.Admits().Should().BeTrue(because: "the one that tried never told, and must not close the server for ever");
    }

    [Fact]
    public void The_while_doubles_up_to_its_limit()
    {
        var waits = new List<TimeSpan>();
        for (var failure = 0; failure < 5; failure++)
        {
            circuit.Failed(LdapConnectionFailure.Refused);
            waits.Add(circuit.Health.NextTry!.Value - clock.GetUtcNow());
            clock.Advance(waits[^1]);
            circuit.Admits();
        }

        waits.Select(wait => wait.TotalSeconds).Should().Equal(1, 2, 4, 4, 4);
    }

    [Fact]
    public void Many_that_fail_together_are_one_failure()
    {
        for (var caller = 0; caller < 8; caller++)
            circuit.Failed(LdapConnectionFailure.Refused);

        circuit.Health.NextTry.Should().Be(clock.GetUtcNow() + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void An_answer_brings_a_server_back_at_once()
    {
        circuit.Failed(LdapConnectionFailure.Refused);
        circuit.Answered();

        circuit.Admits().Should().BeTrue();
        circuit.Health.Should().Be(new LdapServerHealth(Server, LdapServerState.Well, LdapConnectionFailure.Refused, null));
        circuit.Failed(LdapConnectionFailure.Timeout);
        circuit.Health.NextTry.Should().Be(clock.GetUtcNow() + TimeSpan.FromSeconds(1), because: "the count begins again");
    }

    [Fact]
    public void One_slow_operation_is_not_a_failure_and_three_in_a_row_are()
    {
        circuit.TimedOut();
        circuit.TimedOut();
        circuit.Answered();
        circuit.TimedOut();
        circuit.TimedOut();
        circuit.Health.State.Should().Be(LdapServerState.Well);

        circuit.TimedOut();
        circuit.Health.Should().Match<LdapServerHealth>(health => health.State == LdapServerState.Failed && health.LastFailure == LdapConnectionFailure.Timeout);
    }

    [Fact]
    public void A_server_on_trial_that_does_not_answer_has_failed_again()
    {
        circuit.Failed(LdapConnectionFailure.Refused);
        clock.Advance(TimeSpan.FromSeconds(1));
        circuit.Admits();

        circuit.TimedOut();

        circuit.Health.NextTry.Should().Be(clock.GetUtcNow() + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Only_changes_are_told()
    {
        var told = new List<LdapServerState>();
        circuit.Changed += (_, change) => told.Add(change.Health.State);

        circuit.Answered();
        circuit.Failed(LdapConnectionFailure.Refused);
        circuit.Failed(LdapConnectionFailure.Refused);
        circuit.Answered();
        circuit.Answered();

        told.Should().Equal(LdapServerState.Failed, LdapServerState.Well);
    }
}
