using AcRouenIdentity.Ldap.Tests.Kit;
using Microsoft.Extensions.Time.Testing;

namespace AcRouenIdentity.Ldap.Tests.Connections;

public sealed class LdapConnectionTests
{
    private static readonly LdapConnectionOptions Quick = new() { OperationTimeout = TimeSpan.FromSeconds(30), ConnectTimeout = TimeSpan.FromSeconds(30) };
    private static readonly LdapSearch Anything = new(LdapDn.Root, LdapSearchScope.Subtree, new LdapFilter.Present("objectClass"));
    private static readonly LdapDn Somebody = LdapDn.Parse("uid=somebody,dc=example,dc=org");

    [Fact]
    public async Task Nothing_listening_is_told_as_refused()
    {
        await using var server = new ScriptedServer(client => client.BehaveAsync());
        await server.StopListeningAsync();

        var failure = await FailureAsync(() => ConnectAsync(server.Plain));

        failure.Reason.Should().Be(LdapConnectionFailure.Refused);
        failure.Fate.Should().Be(LdapRequestFate.NotSent);
    }

    [Fact]
    public async Task A_name_without_address_is_told_as_such()
    {
        var failure = await FailureAsync(() => ConnectAsync(new LdapServer("directory.invalid", 389, LdapSecurity.None)));

        failure.Reason.Should().Be(LdapConnectionFailure.NameNotFound);
    }

    [Theory]
    [InlineData(LdapSecurity.Tls)]
    [InlineData(LdapSecurity.StartTls)]
    public async Task A_server_that_accepts_and_says_nothing_does_not_hold_a_connection_up(LdapSecurity security)
    {
        await using var server = new ScriptedServer(client => client.StaySilentAsync());

        var failure = await FailureAsync(() => ConnectAsync(server.Plain with { Security = security }, Quick with { ConnectTimeout = TimeSpan.FromMilliseconds(200) }));

        failure.Reason.Should().Be(LdapConnectionFailure.Timeout);
    }

    [Fact]
    public async Task A_bind_without_answer_ends_by_the_clock_and_ends_the_connection()
    {
        await using var server = new ScriptedServer(client => client.StaySilentAsync());
        var clock = new FakeTimeProvider();
        await using var connection = await LdapConnection.ConnectAsync(server.Plain, Quick, clock, default);
        var bind = connection.BindAsync(Somebody, "secret", default);

        clock.Advance(Quick.OperationTimeout - TimeSpan.FromTicks(1));
        bind.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromTicks(1));

        var failure = await FailureAsync(() => bind);
        failure.Reason.Should().Be(LdapConnectionFailure.Timeout);
        failure.Fate.Should().Be(LdapRequestFate.Unknown);
        connection.IsUsable.Should().BeFalse();
    }

    [Fact]
    public async Task A_search_without_answer_ends_in_its_own_time_and_the_connection_serves_on()
    {
        await using var server = new ScriptedServer(async client =>
        {
            await client.ReadAsync();
            await client.BehaveAsync();
        });
        await using var connection = await ConnectAsync(server.Plain);

        var failure = await FailureAsync(() => connection.SearchAsync(Anything with { TimeLimit = TimeSpan.FromMilliseconds(50) }, default));

        failure.Reason.Should().Be(LdapConnectionFailure.Timeout);
        (await connection.SearchAsync(Anything, default)).Result.IsSuccess.Should().BeTrue();
    }

    [Fact]
    public async Task A_cancelled_search_is_abandoned_at_the_server_and_its_late_answers_let_through()
    {
        var abandoned = new TaskCompletionSource<(int Search, ScriptedClient.Request Abandon)>();
        await using var server = new ScriptedServer(async client =>
        {
            var search = await client.ReadAsync();
            abandoned.SetResult((search.Id, await client.ReadAsync()));
            await client.SendAsync(Reply.Entry(search.Id, "cn=late"), Reply.Entry(search.Id, "cn=later"), Reply.Result(search.Id, Reply.SearchDone));
            await client.BehaveAsync();
        });
        await using var connection = await ConnectAsync(server.Plain);
        using var impatience = new CancellationTokenSource();
        var cancelled = connection.SearchAsync(Anything, impatience.Token);
        await impatience.CancelAsync();

        await cancelled.Invoking(search => search).Should().ThrowAsync<OperationCanceledException>();
        var (searchId, abandon) = await abandoned.Task;
        // 50 <messageID>: [APPLICATION 16] of the identifier (RFC 4511 section 4.11).
        abandon.Octets.ToArray().Should().EndWith([0x50, 0x01, (byte)searchId]);
        (await connection.SearchAsync(Anything, default)).Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task A_cancelled_update_is_left_to_the_server()
    {
        var next = new TaskCompletionSource<int>();
        await using var server = new ScriptedServer(async client =>
        {
            await client.ReadAsync();
            var request = await client.ReadAsync();
            next.SetResult(request.Operation);
            await client.AnswerAsync(request, LdapResultCode.Success);
        });
        await using var connection = await ConnectAsync(server.Plain);
        using var impatience = new CancellationTokenSource();
        var cancelled = connection.ModifyAsync(new LdapModification(Somebody, LdapChange.Replace("sn", "X")), impatience.Token);
        await impatience.CancelAsync();
        await cancelled.Invoking(update => update).Should().ThrowAsync<OperationCanceledException>();

        await connection.SearchAsync(Anything, default);

        (await next.Task).Should().Be(3, because: "the next message is the search, not an abandon");
    }

    [Fact]
    public async Task Answers_out_of_order_reach_those_who_asked()
    {
        const int Searches = 20;
        await using var server = new ScriptedServer(async client =>
        {
            var ids = new Stack<int>();
            while (ids.Count < Searches)
                ids.Push((await client.ReadAsync()).Id);
            foreach (var id in ids)
                await client.SendAsync(Reply.Entry(id, $"cn={id}"), Reply.Result(id, Reply.SearchDone));
        });
        await using var connection = await ConnectAsync(server.Plain);

        var found = await Task.WhenAll(Enumerable.Range(0, Searches).Select(_ => connection.SearchAsync(Anything, default)));

        found.Select(search => search.Entries.Single().Dn.ToString()).Should().Equal(Enumerable.Range(1, Searches).Select(id => $"cn={id}"));
    }

    [Fact]
    public async Task An_answer_in_single_octets_is_an_answer()
    {
        await using var server = new ScriptedServer(async client =>
        {
            var id = (await client.ReadAsync()).Id;
            foreach (var octet in Reply.Entry(id, "cn=slow").Concat(Reply.Result(id, Reply.SearchDone)))
                await client.SendAsync([octet]);
        });
        await using var connection = await ConnectAsync(server.Plain);

        (await connection.SearchAsync(Anything, default)).Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task Thousands_of_entries_come_whole_and_in_order()
    {
        var names = Enumerable.Range(0, 5000).Select(number => $"cn={number}").ToList();
        await using var server = new ScriptedServer(async client =>
        {
            var id = (await client.ReadAsync()).Id;
            await client.SendAsync([.. names.Select(name => Reply.Entry(id, name, "cn", new string('x', 200)))]);
            await client.SendAsync(Reply.Result(id, Reply.SearchDone));
        });
        await using var connection = await ConnectAsync(server.Plain);

        (await connection.SearchAsync(Anything, default)).Entries.Select(entry => entry.Dn.ToString()).Should().Equal(names);
    }

    [Fact]
    public async Task An_entry_larger_than_every_buffer_comes_whole()
    {
        var photo = new string('x', 3_000_000);
        await using var server = new ScriptedServer(async client =>
        {
            var id = (await client.ReadAsync()).Id;
            await client.SendAsync(Reply.Entry(id, "cn=a"), Reply.Entry(id, "cn=b", "photo", photo), Reply.Entry(id, "cn=c"), Reply.Result(id, Reply.SearchDone));
        });
        await using var connection = await ConnectAsync(server.Plain);

        var found = await connection.SearchAsync(Anything, default);

        found.Entries.Should().HaveCount(3);
        found.Entries[1].FindText("photo").Should().Be(photo);
    }

    [Fact]
    public async Task References_are_given_and_never_followed()
    {
        await using var elsewhere = new ScriptedServer(client => client.BehaveAsync());
        await using var server = new ScriptedServer(async client =>
        {
            var id = (await client.ReadAsync()).Id;
            await client.SendAsync(Reply.Reference(id, $"{elsewhere.Plain}/dc=example"), Reply.Result(id, Reply.SearchDone));
        });
        await using var connection = await ConnectAsync(server.Plain);

        (await connection.SearchAsync(Anything, default)).References.Should().Equal($"{elsewhere.Plain}/dc=example");
        elsewhere.Accepted.Should().Be(0);
    }

    [Fact]
    public async Task A_server_that_closes_fails_all_that_waits_at_once()
    {
        await using var server = new ScriptedServer(async client =>
        {
            await client.ReadAsync();
            await client.ReadAsync();
        });
        await using var connection = await ConnectAsync(server.Plain);

        Task<LdapSearchResult>[] waiting = [connection.SearchAsync(Anything, default), connection.SearchAsync(Anything, default)];

        foreach (var search in waiting)
            (await FailureAsync(() => search)).Should().Match<LdapConnectionException>(failure => failure.Reason == LdapConnectionFailure.ClosedByServer && failure.Fate == LdapRequestFate.Unknown);
        connection.IsUsable.Should().BeFalse();
        (await FailureAsync(() => connection.SearchAsync(Anything, default))).Fate.Should().Be(LdapRequestFate.NotSent);
    }

    [Fact]
    public async Task A_notice_of_disconnection_gives_the_reason_of_the_server()
    {
        await using var server = new ScriptedServer(async client =>
        {
            await client.ReadAsync();
            await client.SendAsync(Reply.NoticeOfDisconnection(LdapResultCode.Unavailable));
            await client.StaySilentAsync();
        });
        await using var connection = await ConnectAsync(server.Plain);

        var failure = await FailureAsync(() => connection.SearchAsync(Anything, default));

        failure.Reason.Should().Be(LdapConnectionFailure.ClosedByServer);
        failure.Code.Should().Be(LdapResultCode.Unavailable);
        connection.IsUsable.Should().BeFalse();
    }

    [Fact]
    public async Task A_notice_that_nobody_knows_is_ignored()
    {
        await using var server = new ScriptedServer(async client =>
        {
            await client.SendAsync(Reply.Extension(0, LdapResultCode.Success, "1.3.6.1.4.1.99999.2"));
            await client.BehaveAsync();
        });
        await using var connection = await ConnectAsync(server.Plain);

        (await connection.SearchAsync(Anything, default)).Result.IsSuccess.Should().BeTrue();
    }

    public static TheoryData<string, byte[]> Nonsense() => new()
    {
        { "another protocol", "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray() },
        { "a giant length", [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0x02] },
        { "a length of nine octets", [0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1] },
        { "the indefinite form", [0x30, 0x80, 0x02, 0x01, 0x01, 0x00, 0x00] },
        { "an answer never asked for", Reply.Result(77, Reply.SearchDone) },
        { "a negative identifier", Reply.Result(-1, Reply.SearchDone) },
        { "the answer to a bind", Reply.Result(1, Reply.Bind) },
        { "an answer under identifier 0", Reply.Result(0, Reply.SearchDone) },
        { "a request", [0x30, 0x05, 0x02, 0x01, 0x01, 0x42, 0x00] },
        { "no operation", [0x30, 0x03, 0x02, 0x01, 0x01] },
        { "an empty message", [0x30, 0x00] },
        { "a result code of nine octets", [0x30, 0x14, 0x02, 0x01, 0x01, 0x65, 0x0F, 0x0A, 0x09, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0x04, 0x00, 0x04, 0x00] },
        { "a string in pieces", [0x30, 0x0E, 0x02, 0x01, 0x01, 0x65, 0x09, 0x0A, 0x01, 0x00, 0x24, 0x02, 0x04, 0x00, 0x04, 0x00] },
        { "forty levels", Nested(40) },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_server_that_breaks_the_protocol_loses_the_connection(string what, byte[] octets)
    {
        await using var server = new ScriptedServer(async client =>
        {
            await client.ReadAsync();
            await client.SendAsync(octets);
            await client.StaySilentAsync();
        });
        await using var connection = await ConnectAsync(server.Plain);

        var failure = await FailureAsync(() => connection.SearchAsync(Anything, default));

        failure.Reason.Should().Be(LdapConnectionFailure.Protocol, because: what);
        connection.IsUsable.Should().BeFalse();
    }

    [Fact]
    public async Task A_message_cut_short_is_a_break_of_the_protocol()
    {
        await using var server = new ScriptedServer(async client =>
        {
            var id = (await client.ReadAsync()).Id;
            await client.SendAsync(Reply.Entry(id, "cn=cut")[..^3]);
        });
        await using var connection = await ConnectAsync(server.Plain);

        (await FailureAsync(() => connection.SearchAsync(Anything, default))).Reason.Should().Be(LdapConnectionFailure.Protocol);
    }

    [Fact]
    public async Task A_server_that_sends_more_entries_than_asked_loses_the_connection()
    {
        await using var server = new ScriptedServer(async client =>
        {
            var id = (await client.ReadAsync()).Id;
            while (true)
                await client.SendAsync(Reply.Entry(id, "cn=flood"));
        });
        await using var connection = await ConnectAsync(server.Plain, Quick with { MaxEntries = 100 });

        (await FailureAsync(() => connection.SearchAsync(Anything, default))).Reason.Should().Be(LdapConnectionFailure.Protocol);
    }

    [Fact]
    public async Task A_server_that_sends_more_octets_than_allowed_loses_the_connection()
    {
        await using var server = new ScriptedServer(async client =>
        {
            var id = (await client.ReadAsync()).Id;
            while (true)
                await client.SendAsync(Reply.Entry(id, "cn=flood", "photo", new string('x', 10_000)));
        });
        await using var connection = await ConnectAsync(server.Plain, Quick with { MaxSearchLength = 100_000 });

        (await FailureAsync(() => connection.SearchAsync(Anything, default))).Reason.Should().Be(LdapConnectionFailure.Protocol);
    }

    [Fact]
    public async Task More_operations_than_allowed_are_refused_here()
    {
        await using var server = new ScriptedServer(client => client.StaySilentAsync());
        await using var connection = await ConnectAsync(server.Plain, Quick with { MaxPending = 3 });
        var waiting = Enumerable.Range(0, 3).Select(_ => connection.SearchAsync(Anything, default)).ToList();

        var failure = await FailureAsync(() => connection.SearchAsync(Anything, default));

        failure.Should().Match<LdapConnectionException>(refusal => refusal.Reason == LdapConnectionFailure.Overloaded && refusal.Fate == LdapRequestFate.NotSent);
        waiting.Should().NotContain(search => search.IsCompleted);
        connection.IsUsable.Should().BeTrue();
    }

    [Fact]
    public async Task A_server_that_reads_nothing_does_not_fill_our_memory()
    {
        await using var server = new ScriptedServer(client => client.StaySilentAsync());
        await using var connection = await ConnectAsync(server.Plain, Quick with { MaxMessageLength = 100_000, MaxPending = int.MaxValue });
        var big = new LdapModification(Somebody, LdapChange.Replace("photo", new string('x', 1_000_000)));

        var sends = async () =>
        {
            for (var number = 0; number < 100; number++)
                _ = await Task.WhenAny(connection.ModifyAsync(big, default), Task.Delay(5)) is Task<LdapResult> ended ? await ended : null;
        };

        (await FailureAsync(sends)).Reason.Should().Be(LdapConnectionFailure.Overloaded);
    }

    [Fact]
    public async Task A_bind_shares_its_connection_with_no_other_operation()
    {
        await using var server = new ScriptedServer(client => client.StaySilentAsync());
        await using var connection = await ConnectAsync(server.Plain);
        var bind = connection.BindAsync(Somebody, "secret", default);

        await connection.Invoking(other => other.SearchAsync(Anything, default)).Should().ThrowAsync<InvalidOperationException>();
        await connection.Invoking(other => other.BindAsync(Somebody, "secret", default)).Should().ThrowAsync<InvalidOperationException>();
        bind.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_bind_that_could_pass_for_another_is_refused_before_the_server()
    {
        var heard = new TaskCompletionSource<int>();
        await using var server = new ScriptedServer(async client => heard.SetResult((await client.ReadAsync()).Operation));
        (LdapDn Dn, string Password)[] binds = [(Somebody, ""), (LdapDn.Root, "secret"), (LdapDn.Root, ""), (Somebody, "lone \uD800 surrogate")];

        await using (var connection = await ConnectAsync(server.Plain))
        {
            foreach (var (dn, password) in binds)
                (await connection.BindAsync(dn, password, default)).Code.Should().Be(LdapResultCode.InvalidCredentials);
        }

        (await heard.Task.WaitAsync(TimeSpan.FromMinutes(1))).Should().Be(2, because: "the first word is the goodbye");
    }

    [Fact]
    public async Task Closing_says_goodbye()
    {
        var goodbye = new TaskCompletionSource<int>();
        await using var server = new ScriptedServer(async client => goodbye.SetResult((await client.ReadAsync()).Operation));
        var connection = await ConnectAsync(server.Plain);

        await connection.DisposeAsync();

        (await goodbye.Task.WaitAsync(TimeSpan.FromMinutes(1))).Should().Be(2, because: "an unbind is [APPLICATION 2]");
        (await FailureAsync(() => connection.SearchAsync(Anything, default))).Reason.Should().Be(LdapConnectionFailure.ClosedHere);
    }

    [Fact]
    public async Task Closing_ends_what_waits()
    {
        await using var server = new ScriptedServer(client => client.StaySilentAsync());
        var connection = await ConnectAsync(server.Plain);
        var waiting = connection.SearchAsync(Anything, default);

        await connection.DisposeAsync();

        (await FailureAsync(() => waiting)).Reason.Should().Be(LdapConnectionFailure.ClosedHere);
    }

    [Fact]
    public async Task No_text_of_ours_shows_a_password()
    {
        const string Secret = "the-very-secret";
        await using var server = new ScriptedServer(async client =>
        {
            await client.ReadAsync();
        });
        await using var connection = await ConnectAsync(server.Plain);

        var failure = await FailureAsync(() => connection.BindAsync(Somebody, Secret, default));

        object[] shown =
        [
            failure,
            new LdapCredential(Somebody, Secret),
            new LdapPasswordModify { NewPassword = Secret, OldPassword = Secret },
            new LdapModification(Somebody, LdapChange.Replace("userPassword", Secret)),
            new LdapAddition(Somebody, new LdapAttributeValues("userPassword", Secret)),
            new LdapComparison(Somebody, "userPassword", Secret),
            new LdapFilter.Equality("userPassword", Secret),
            new LdapExtendedRequest("1.2.3", Secret),
            new LdapPasswordModifyResult(new LdapResult(LdapResultCode.Success), Secret),
            new LdapPoolOptions { Servers = [server.Plain], Service = new LdapCredential(Somebody, Secret) },
        ];
        shown.Select(item => item.ToString()).Should().NotContain(text => text!.Contains(Secret, StringComparison.Ordinal));
    }

    private static byte[] Nested(int levels)
    {
        byte[] inner = [];
        for (var level = 0; level < levels; level++)
            inner = [0x30, (byte)inner.Length, .. inner];
        return inner;
    }

    private static Task<LdapConnection> ConnectAsync(LdapServer server) => ConnectAsync(server, Quick);

    private static Task<LdapConnection> ConnectAsync(LdapServer server, LdapConnectionOptions options) =>
        LdapConnection.ConnectAsync(server, options, TimeProvider.System, default);

    private static async Task<LdapConnectionException> FailureAsync(Func<Task> operation) =>
        (await operation.Should().ThrowAsync<LdapConnectionException>()).Which;
}
