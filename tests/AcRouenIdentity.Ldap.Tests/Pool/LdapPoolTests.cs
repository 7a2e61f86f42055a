using System.Diagnostics;
using AcRouenIdentity.Ldap.Tests.Kit;
using Microsoft.Extensions.Time.Testing;

namespace AcRouenIdentity.Ldap.Tests.Pool;

public sealed class LdapPoolTests
{
    private static readonly LdapSearch Anything = new(LdapDn.Root, LdapSearchScope.Subtree, new LdapFilter.Present("objectClass"));
    private static readonly LdapDn Somebody = LdapDn.Parse("uid=somebody,dc=example,dc=org");
    private static readonly LdapCredential Service = new(LdapDn.Parse("cn=service,dc=example,dc=org"), "service-secret");
    private static readonly LdapModification Change = new(Somebody, LdapChange.Replace("sn", "X"));

    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task Operations_share_the_connections_of_the_service_account()
    {
        await using var server = new ScriptedServer(client => client.BehaveAsync());
        await using var pool = Pool(server.Plain);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => pool.SearchAsync(Anything, default)));

        server.Accepted.Should().Be(2);
    }

    [Fact]
    public async Task Binds_of_people_have_connections_of_their_own_and_use_them_again()
    {
        var firstWords = new List<int>();
        await using var server = new ScriptedServer(async client =>
        {
            var first = await client.ReadAsync();
            lock (firstWords)
                firstWords.Add(first.Operation);
            await client.AnswerAsync(first, LdapResultCode.Success);
            await client.BehaveAsync();
        });
        await using var pool = Pool(server.Plain);

        await pool.SearchAsync(Anything, default);
        for (var number = 0; number < 10; number++)
            (await pool.CheckBindAsync(Somebody, "secret", default)).IsSuccess.Should().BeTrue();

        server.Accepted.Should().Be(2, because: "one for the search, one for ten binds");
        firstWords.Should().Equal(0, 0);
    }

    [Fact]
    public async Task Binds_at_one_time_are_bounded_in_number()
    {
        await using var server = new ScriptedServer(client => client.StaySilentAsync());
        await using var pool = Pool([server.Plain], options => options with { BindConnections = 3 });
        using var end = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 3).Select(_ => pool.CheckBindAsync(Somebody, "secret", end.Token)).ToList();

        var fourth = pool.CheckBindAsync(Somebody, "secret", default);
        clock.Advance(TimeSpan.FromSeconds(2));

        var refusal = await FailureAsync(() => fourth);
        refusal.Should().Match<LdapConnectionException>(failure => failure.Reason == LdapConnectionFailure.Overloaded && failure.Fate == LdapRequestFate.NotSent);
        await EventuallyAsync(() => server.Accepted == 3);
        await end.CancelAsync();
        foreach (var bind in waiting)
            await bind.Invoking(one => one).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_person_who_leaves_during_a_bind_costs_no_connection()
    {
        var mayAnswer = new TaskCompletionSource();
        await using var server = new ScriptedServer(async client =>
        {
            var bind = await client.ReadAsync();
            await mayAnswer.Task;
            await client.AnswerAsync(bind, LdapResultCode.Success);
            await client.BehaveAsync();
        });
        await using var pool = Pool([server.Plain], options => options with { BindConnections = 1 });
        using var leaving = new CancellationTokenSource();
        var left = pool.CheckBindAsync(Somebody, "secret", leaving.Token);
        await EventuallyAsync(() => server.Accepted == 1);
        await leaving.CancelAsync();
        await left.Invoking(bind => bind).Should().ThrowAsync<OperationCanceledException>();

        mayAnswer.SetResult();

        (await pool.CheckBindAsync(Somebody, "secret", default)).IsSuccess.Should().BeTrue();
        server.Accepted.Should().Be(1);
    }

    [Fact]
    public async Task A_closed_pool_ends_what_it_still_does()
    {
        await using var server = new ScriptedServer(client => client.StaySilentAsync());
        var pool = Pool(server.Plain);
        Task[] waiting = [pool.CheckBindAsync(Somebody, "secret", default), pool.SearchAsync(Anything, default)];
        await EventuallyAsync(() => server.Accepted == 2);

        await pool.DisposeAsync();

        foreach (var operation in waiting)
            await operation.Invoking(one => one).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task The_next_server_replaces_one_that_is_dead()
    {
        await using var first = new ScriptedServer(client => client.BehaveAsync());
        await using var second = new ScriptedServer(client => client.BehaveAsync());
        await first.StopListeningAsync();
        await using var pool = Pool(first.Plain, second.Plain);

        (await pool.SearchAsync(Anything, default)).Result.IsSuccess.Should().BeTrue();
        (await pool.CheckBindAsync(Somebody, "secret", default)).IsSuccess.Should().BeTrue();

        pool.Health.Select(health => health.State).Should().Equal(LdapServerState.Failed, LdapServerState.Well);
        pool.Health[0].LastFailure.Should().Be(LdapConnectionFailure.Refused);
    }

    [Fact]
    public async Task A_dead_server_is_not_tried_at_each_operation()
    {
        await using var server = new ScriptedServer(_ => Task.CompletedTask);
        await using var pool = Pool(server.Plain);

        await FailureAsync(() => pool.SearchAsync(Anything, default));
        var tries = server.Accepted;
        for (var number = 0; number < 20; number++)
            (await FailureAsync(() => pool.SearchAsync(Anything, default))).Reason.Should().Be(LdapConnectionFailure.NoServer);
        (await FailureAsync(() => pool.CheckBindAsync(Somebody, "secret", default))).Reason.Should().Be(LdapConnectionFailure.NoServer);

        server.Accepted.Should().Be(tries);
    }

    [Fact]
    public async Task A_server_that_comes_back_is_used_again_after_its_rest()
    {
        await using var server = new ScriptedServer(client => client.BehaveAsync());
        await server.StopListeningAsync();
        await using var pool = Pool(server.Plain);
        var told = new List<LdapServerState>();
        pool.HealthChanged += (_, change) => told.Add(change.Health.State);
        await FailureAsync(() => pool.SearchAsync(Anything, default));
        server.ListenAgain();

        (await FailureAsync(() => pool.SearchAsync(Anything, default))).Reason.Should().Be(LdapConnectionFailure.NoServer);
        clock.Advance(TimeSpan.FromSeconds(1));

        (await pool.SearchAsync(Anything, default)).Result.IsSuccess.Should().BeTrue();
        (await pool.CheckBindAsync(Somebody, "secret", default)).IsSuccess.Should().BeTrue();
        told.Should().Equal(LdapServerState.Failed, LdapServerState.Well);
    }

    [Fact]
    public async Task Operations_go_back_to_the_preferred_server_without_waiting_for_it()
    {
        await using var first = new ScriptedServer(client => client.BehaveAsync());
        await using var second = new ScriptedServer(client => client.BehaveAsync());
        await first.StopListeningAsync();
        await using var pool = Pool([first.Plain, second.Plain], options => options with { ServiceConnections = 1 });
        await pool.SearchAsync(Anything, default);
        first.ListenAgain();
        first.Accepted.Should().Be(0);

        clock.Advance(TimeSpan.FromSeconds(1));
        await EventuallyAsync(async () =>
        {
            await pool.SearchAsync(Anything, default);
            return pool.Health[0].State == LdapServerState.Well;
        });

        var served = second.Accepted;
        await pool.CheckBindAsync(Somebody, "secret", default);
        second.Accepted.Should().Be(served);
        first.Accepted.Should().Be(2);
    }

    [Fact]
    public async Task A_connection_that_broke_is_replaced_and_a_read_tried_once_more()
    {
        await using var server = new ScriptedServer(async client =>
        {
            await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Success);
            var request = await client.ReadAsync();
            if (client.Rank == 1)
                return;

            await client.AnswerAsync(request, LdapResultCode.Success);
            await client.BehaveAsync();
        });
        await using var pool = Pool([server.Plain], options => options with { ServiceConnections = 1 });

        (await pool.SearchAsync(Anything, default)).Result.IsSuccess.Should().BeTrue();

        server.Accepted.Should().Be(2);
    }

    [Fact]
    public async Task An_update_that_the_server_may_have_done_is_never_done_again()
    {
        var updates = 0;
        await using var server = new ScriptedServer(async client =>
        {
            await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Success);
            if ((await client.ReadAsync()).Operation == 6)
                Interlocked.Increment(ref updates);
        });
        await using var pool = Pool([server.Plain], options => options with { ServiceConnections = 1 });

        (await FailureAsync(() => pool.ModifyAsync(Change, default))).Fate.Should().Be(LdapRequestFate.Unknown);

        updates.Should().Be(1);
    }

    [Fact]
    public async Task An_update_on_a_connection_that_the_server_closed_at_rest_is_simply_sent_on_another()
    {
        var noticed = new TaskCompletionSource();
        await using var server = new ScriptedServer(async client =>
        {
            await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Success);
            await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Success);
            if (client.Rank > 1)
                await client.BehaveAsync();
            await client.CloseAsync();
            noticed.SetResult();
        });
        await using var pool = Pool([server.Plain], options => options with { ServiceConnections = 1 });
        await pool.ModifyAsync(Change, default);
        // An update that crosses the news would have an unknown fate.
        await noticed.Task;

        (await pool.ModifyAsync(Change, default)).IsSuccess.Should().BeTrue();
        server.Accepted.Should().Be(2);
    }

    [Fact]
    public async Task A_bind_whose_connection_was_closed_at_rest_is_tried_on_another()
    {
        var closed = new TaskCompletionSource();
        await using var server = new ScriptedServer(async client =>
        {
            await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Success);
            if (client.Rank == 1)
                await closed.Task;
            else
                await client.BehaveAsync();
        });
        await using var pool = Pool(server.Plain);
        await pool.CheckBindAsync(Somebody, "secret", default);
        closed.SetResult();

        (await pool.CheckBindAsync(Somebody, "secret", default)).IsSuccess.Should().BeTrue();
        server.Accepted.Should().Be(2);
    }

    [Fact]
    public async Task A_connection_after_a_break_of_the_protocol_is_never_used_again()
    {
        await using var server = new ScriptedServer(async client =>
        {
            await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Success);
            if (client.Rank == 1)
                await client.SendAsync("garbage"u8.ToArray());
            await client.BehaveAsync();
        });
        await using var pool = Pool(server.Plain);

        await pool.CheckBindAsync(Somebody, "secret", default);
        await EventuallyAsync(async () => (await pool.CheckBindAsync(Somebody, "secret", default)).IsSuccess && server.Accepted == 2);
    }

    [Fact]
    public async Task An_outage_is_never_a_wrong_password()
    {
        await using var server = new ScriptedServer(client => client.StaySilentAsync());
        await using var pool = Pool(server.Plain);

        var bind = pool.CheckBindAsync(Somebody, "secret", default);
        await EventuallyAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return bind.IsCompleted;
        });

        (await FailureAsync(() => bind)).Reason.Should().Be(LdapConnectionFailure.Timeout);
    }

    [Fact]
    public async Task A_refused_service_account_is_an_outage()
    {
        await using var server = new ScriptedServer(async client => await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.InvalidCredentials));
        await using var pool = Pool(server.Plain);

        var failure = await FailureAsync(() => pool.SearchAsync(Anything, default));

        failure.Reason.Should().Be(LdapConnectionFailure.ServiceBindRefused);
        failure.Code.Should().Be(LdapResultCode.InvalidCredentials);
        failure.ToString().Should().NotContain(Service.Password);
    }

    [Fact]
    public async Task A_server_that_hangs_after_its_binds_is_left_alone_after_three_time_outs()
    {
        var asked = new TaskCompletionSource();
        await using var first = new ScriptedServer(async client =>
        {
            await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Success);
            await client.ReadAsync();
            asked.TrySetResult();
            await client.StaySilentAsync();
        });
        await using var second = new ScriptedServer(client => client.BehaveAsync());
        // Longer than the clock can be moved by mistake before the failure is seen: after the back-off the first server would be asked again.
        await using var pool = Pool([first.Plain, second.Plain], options => options with { TimeoutsBeforeFailure = 1, FirstBackOff = TimeSpan.FromHours(1), LongestBackOff = TimeSpan.FromHours(1) });

        var slow = pool.SearchAsync(Anything, default);
        // Before, it would be the connection that takes too long, and the second server would be asked.
        await asked.Task;
        await EventuallyAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return slow.IsCompleted;
        });
        (await FailureAsync(() => slow)).Reason.Should().Be(LdapConnectionFailure.Timeout);

        (await pool.SearchAsync(Anything, default)).Result.IsSuccess.Should().BeTrue();
        second.Accepted.Should().Be(1);
    }

    [Fact]
    public async Task A_server_that_says_it_is_unavailable_is_replaced_by_the_next_one()
    {
        await using var first = new ScriptedServer(async client =>
        {
            await client.AnswerAsync(await client.ReadAsync(), client.Rank == 1 ? LdapResultCode.Success : LdapResultCode.Unavailable);
            while (true)
                await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Unavailable);
        });
        await using var second = new ScriptedServer(client => client.BehaveAsync());
        await using var pool = Pool(first.Plain, second.Plain);

        (await pool.SearchAsync(Anything, default)).Result.IsSuccess.Should().BeTrue();
        (await pool.CheckBindAsync(Somebody, "secret", default)).IsSuccess.Should().BeTrue();

        pool.Health[0].LastFailure.Should().Be(LdapConnectionFailure.Unavailable);
        first.Accepted.Should().Be(1);
    }

    [Fact]
    public async Task A_bind_at_an_unavailable_server_is_an_outage_and_not_a_refusal()
    {
        await using var server = new ScriptedServer(async client => await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Unavailable));
        await using var pool = Pool(server.Plain);

        await FailureAsync(() => pool.CheckBindAsync(Somebody, "secret", default));

        pool.Health[0].LastFailure.Should().Be(LdapConnectionFailure.Unavailable);
    }

    [Fact]
    public async Task Pages_of_one_search_come_over_one_connection()
    {
        await using var server = new ScriptedServer(async client =>
        {
            await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Success);
            for (var page = 1; page <= 3; page++)
            {
                var request = await client.ReadAsync();
                await client.SendAsync(Reply.Entry(request.Id, $"cn={client.Rank}-{page}"), Reply.LastOfPage(request.Id, page < 3 ? "more" : ""));
            }
        });
        await using var pool = Pool(server.Plain);
        var names = new List<string>();

        await foreach (var page in pool.SearchPagesAsync(Anything, pageSize: 1, default))
            names.AddRange(page.Entries.Select(entry => entry.Dn.ToString()));

        names.Should().Equal("cn=1-1", "cn=1-2", "cn=1-3");
    }

    [Fact]
    public async Task A_connection_long_silent_is_asked_for_a_sign_of_life_before_use()
    {
        await using var server = new ScriptedServer(async client =>
        {
            await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Success);
            await client.AnswerAsync(await client.ReadAsync(), LdapResultCode.Success);
            // The first connection is now half open: the server forgot it, and no packet says so.
            if (client.Rank == 1)
                await client.StaySilentAsync();
            await client.BehaveAsync();
        });
        await using var pool = Pool([server.Plain], options => options with { ServiceConnections = 1, IdleCheckTimeout = TimeSpan.FromMilliseconds(500) });
        await pool.ModifyAsync(Change, default);

        clock.Advance(TimeSpan.FromMinutes(10));
        var update = pool.ModifyAsync(Change, default);
        await EventuallyAsync(() =>
        {
            // Once another connection is there, only what is left to do on it takes time.
            if (server.Accepted == 1)
                clock.Advance(TimeSpan.FromMilliseconds(100));
            return update.IsCompleted;
        });

        (await update).IsSuccess.Should().BeTrue();
        server.Accepted.Should().Be(2);
    }

    [Fact]
    public async Task Failures_of_many_at_once_cost_one_try()
    {
        await using var server = new ScriptedServer(_ => Task.CompletedTask);
        await using var pool = Pool([server.Plain], options => options with { ServiceConnections = 1 });

        var searches = Enumerable.Range(0, 100).Select(_ => FailureAsync(() => pool.SearchAsync(Anything, default)));
        await Task.WhenAll(searches);

        server.Accepted.Should().Be(1);
    }

    [Fact]
    public void A_pool_without_server_is_refused()
    {
        FluentActions.Invoking(() => Pool()).Should().Throw<ArgumentException>();
    }

    private LdapPool Pool(params LdapServer[] servers) => Pool(servers, options => options);

    private LdapPool Pool(LdapServer[] servers, Func<LdapPoolOptions, LdapPoolOptions> adjust) => new(
        adjust(new LdapPoolOptions
        {
            Servers = servers,
            Service = Service,
            FirstBackOff = TimeSpan.FromSeconds(1),
            BindTurnTimeout = TimeSpan.FromSeconds(2),
            Connection = new LdapConnectionOptions { OperationTimeout = TimeSpan.FromSeconds(10), ConnectTimeout = TimeSpan.FromSeconds(10) },
        }),
        clock);

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            watch.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(1));
            await Task.Delay(10);
        }
    }

    private static Task EventuallyAsync(Func<bool> condition) => EventuallyAsync(() => Task.FromResult(condition()));

    private static async Task<LdapConnectionException> FailureAsync(Func<Task> operation) =>
        (await operation.Should().ThrowAsync<LdapConnectionException>()).Which;
}
