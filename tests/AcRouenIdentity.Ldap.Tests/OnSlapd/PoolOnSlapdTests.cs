using System.Diagnostics;
using AcRouenIdentity.Ldap.Tests.Kit;

namespace AcRouenIdentity.Ldap.Tests.OnSlapd;

/// <summary>Each test has a slapd of its own to stop, freeze and start again.</summary>
public sealed class PoolOnSlapdTests : IAsyncLifetime
{
    private static readonly LdapSearch Good = new(Slapd.People, LdapSearchScope.OneLevel, new LdapFilter.Equality("uid", "good"));

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
        await using var pool = Pool(slapd.Plain, second.Plain);
        await SignInAsync(pool);

        slapd.Freeze();
        await EventuallyAsync(() => SignInAsync(pool));
        pool.Health.Select(health => health.State).Should().Equal(LdapServerState.Failed, LdapServerState.Well);
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < 20; number++)
            await SignInAsync(pool);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5), because: "the frozen one is not waited for at each sign-in");

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

    private static async Task SignInAsync(LdapPool pool)
    {
        var found = await pool.SearchAsync(Good, default);
        (await pool.CheckBindAsync(found.Entries.Single().Dn, "good-secret", default)).IsSuccess.Should().BeTrue();
        (await pool.CheckBindAsync(found.Entries.Single().Dn, "wrong", default)).Code.Should().Be(LdapResultCode.InvalidCredentials);
    }

    private LdapPool Pool(params LdapServer[] servers) => new(
        new LdapPoolOptions
        {
            Servers = servers,
            Service = Slapd.Service,
            FirstBackOff = TimeSpan.FromMilliseconds(100),
            LongestBackOff = TimeSpan.FromMilliseconds(400),
            Connection = new LdapConnectionOptions
            {
                Authorities = slapd.Authorities,
                ConnectTimeout = TimeSpan.FromSeconds(2),
                OperationTimeout = TimeSpan.FromSeconds(2),
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
            catch (Exception exception) when (exception is LdapConnectionException or Xunit.Sdk.XunitException && watch.Elapsed < TimeSpan.FromSeconds(20))
            {
                await Task.Delay(50);
            }
        }
    }

    private static async Task<LdapConnectionException> FailureAsync(Func<Task> operation) =>
        (await operation.Should().ThrowAsync<LdapConnectionException>()).Which;
}
