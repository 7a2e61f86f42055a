using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Ldap.Tests.Kit;

namespace AcRouenIdentity.Ldap.Tests.OnSlapd;

/// <summary>Each test has a slapd of its own to stop, freeze and start again.</summary>
public sealed class PoolOnSlapdTests : IAsyncLifetime
{
    private static readonly LdapSearch Good = new(Slapd.People, LdapSearchScope.OneLevel, new LdapFilter.Equality("uid", "good"));

    /// <summary>With a directory that may be frozen, and has to be waited for.</summary>
    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(2);

    /// <summary>With one that answers, however busy the machine is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Slapd slapd = null!;

    public async Task InitializeAsync()
    {
        if (Slapd.IsInstalled)
            slapd = await Slapd.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (Slapd.IsInstalled)
            await slapd.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_restart_of_the_directory_is_an_outage_and_then_forgotten()
    {
        Slapd.Require();
        await using var pool = Pool(slapd.StartTls);
        await SignInAsync(pool);

        await slapd.StopProcessAsync();
        (await FailureAsync(() => pool.SearchAsync(Good, default))).Reason.Should().BeOneOf(LdapConnectionFailure.Refused, LdapConnectionFailure.NoServer);
        (await FailureAsync(() => pool.CheckBindAsync(Slapd.Person("good"), "good-secret", default))).Reason
            .Should().BeOneOf(LdapConnectionFailure.Refused, LdapConnectionFailure.NoServer);

        await slapd.StartProcessAsync();
        await EventuallyAsync(() => SignInAsync(pool));
    }

    [SkippableFact]
    public async Task A_restart_between_two_sign_ins_is_not_noticed()
    {
        Slapd.Require();
        await using var pool = Pool(slapd.Tls);
        await SignInAsync(pool);

        await slapd.StopProcessAsync();
        await slapd.StartProcessAsync();

        await SignInAsync(pool);
    }

    [SkippableFact]
    public async Task A_frozen_directory_is_replaced_by_the_next_one_and_used_again_once_it_thaws()
    {
        Slapd.Require();
        await using var second = await Slapd.StartAsync();
        await using var pool = Pool([], [slapd.Plain, second.Plain], Impatience);
        await SignInAsync(pool);

        await slapd.FreezeAsync();
        await EventuallyAsync(() => SignInAsync(pool));
        pool.Health.Select(health => health.State).Should().Equal(LdapServerState.Failed, LdapServerState.Well);
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < 20; number++)
            await SignInAsync(pool);
        watch.Elapsed.Should().BeLessThan(10 * Impatience, because: "the frozen one is not waited for at each sign-in");

        slapd.Thaw();
        await EventuallyAsync(async () =>
        {
            await SignInAsync(pool);
            pool.Health[0].State.Should().Be(LdapServerState.Well);
        });
    }

    [SkippableFact]
    public async Task Sign_ins_at_the_same_time_each_get_the_answer_to_their_own_password()
    {
        Slapd.Require();
        await using var pool = Pool(slapd.Plain);
        async Task<bool> CheckAsync(int number)
        {
            var result = await pool.CheckBindAsync(Slapd.Crowd.Child("uid", $"crowd{number}"), number % 2 == 0 ? $"crowd{number}-secret" : "wrong", default);
            return result.IsSuccess;
        }

        var verdicts = await Task.WhenAll(Enumerable.Range(1, 400).Select(CheckAsync));

        verdicts.Should().Equal(Enumerable.Range(1, 400).Select(number => number % 2 == 0));
    }

    [SkippableFact]
    public async Task However_directories_come_and_go_no_right_password_is_refused_and_no_wrong_one_accepted()
    {
        Slapd.Require();
        await using var second = await Slapd.StartAsync();
        await using var pool = Pool(second.Authorities, [slapd.StartTls, second.Tls], Impatience);
        using var end = new CancellationTokenSource();
        var people = Enumerable.Range(0, 16).Select(person => Task.Run(() => SignInUntilAsync(pool, person, end.Token))).ToList();

        await slapd.StopProcessAsync();
        await Task.Delay(500);
        await slapd.StartProcessAsync();
        await Task.Delay(500);
        await slapd.FreezeAsync();
        await Task.Delay(2500);
        slapd.Thaw();
        await second.StopProcessAsync();
        await slapd.StopProcessAsync();
        await Task.Delay(500);
        await second.StartProcessAsync();
        await EventuallyAsync(() => SignInAsync(pool));
        await end.CancelAsync();

        var verdicts = (await Task.WhenAll(people)).SelectMany(verdict => verdict).ToList();
        verdicts.Should().NotBeEmpty().And.NotContain(false);
    }

    /// <summary>Signs in again and again, rightly and wrongly, sometimes leaving early; for each answer, whether it was the right one.</summary>
    private static async Task<List<bool>> SignInUntilAsync(LdapPool pool, int person, CancellationToken end)
    {
        var verdicts = new List<bool>();
        for (var turn = 0; !end.IsCancellationRequested; turn++)
        {
            var uid = $"crowd{2 + (((person * 37) + turn) % 2000)}";
            var isRight = turn % 2 == 0;
            using var patience = new CancellationTokenSource(turn % 7 == 0 ? TimeSpan.FromMilliseconds(3) : TimeSpan.FromMinutes(1));
            try
            {
                var found = await pool.SearchAsync(new LdapSearch(Slapd.Crowd, LdapSearchScope.OneLevel, new LdapFilter.Equality("uid", uid)), patience.Token);
                var result = await pool.CheckBindAsync(found.Entries.Single().Dn, isRight ? $"{uid}-secret" : "wrong", patience.Token);
                verdicts.Add(found.Entries.Single().FindText("uid") == uid && result.IsSuccess == isRight);
            }
            catch (Exception exception) when (exception is LdapConnectionException or OperationCanceledException)
            {
                await Task.Delay(10, CancellationToken.None);
            }
        }

        return verdicts;
    }

    private static async Task SignInAsync(LdapPool pool)
    {
        var found = await pool.SearchAsync(Good, default);
        (await pool.CheckBindAsync(found.Entries.Single().Dn, "good-secret", default)).IsSuccess.Should().BeTrue();
        (await pool.CheckBindAsync(found.Entries.Single().Dn, "wrong", default)).Code.Should().Be(LdapResultCode.InvalidCredentials);
    }

    private LdapPool Pool(params LdapServer[] servers) => Pool([], servers, Patience);

    private LdapPool Pool(X509Certificate2Collection moreAuthorities, LdapServer[] servers, TimeSpan timeout) => new(
        new LdapPoolOptions
        {
            Servers = servers,
            Service = Slapd.Service,
            FirstBackOff = TimeSpan.FromMilliseconds(100),
            LongestBackOff = TimeSpan.FromMilliseconds(400),
            BindTurnTimeout = Patience,
            Connection = new LdapConnectionOptions
            {
                Authorities = [.. slapd.Authorities, .. moreAuthorities],
                ConnectTimeout = timeout,
                OperationTimeout = timeout,
            },
        },
        TimeProvider.System);

    private static async Task EventuallyAsync(Func<Task> attempt)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await attempt();
                return;
            }
            catch (Exception exception) when (exception is LdapConnectionException or Xunit.Sdk.XunitException && watch.Elapsed < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(50);
            }
        }
    }

    private static async Task<LdapConnectionException> FailureAsync(Func<Task> operation) =>
        (await operation.Should().ThrowAsync<LdapConnectionException>()).Which;
}
