using System.Diagnostics;
using System.Globalization;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Ldap;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Benchmarks;

internal static class LdapBenchmark
{
    private const int Connections = 8;
    private const int InFlight = 64;
    private const int IdleConnections = 500;
    private static readonly LdapDn People = LdapDn.Parse(Slapd.PeopleBase);

    // {SSHA}: next to nothing for the directory to compute, so that the client and the wire are what is measured.
    private static readonly LdapDn OldHash = LdapDn.Parse($"uid={SamplePeople.JeanNoelPetit.Login},{Slapd.PeopleBase}");
    private static readonly LdapDn Argon2id = LdapDn.Parse($"uid={SamplePeople.ClaireMartin.Login},{Slapd.PeopleBase}");
    private static readonly string[] Logins =
        [SamplePeople.ClaireMartin.Login.ToString(), SamplePeople.BaoNguyen.Login.ToString(), SamplePeople.JeanNoelPetit.Login.ToString()];

    public static async Task<int> RunAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await using var slapd = await Slapd.StartAsync(DirectoryPreset.Academic);
        var secure = new LdapConnectionOptions { Authorities = LdapConnectionOptions.LoadAuthorities(slapd.AuthorityFile) };
        LdapServer[] servers = [LdapServer.Parse(slapd.Url), LdapServer.Parse(slapd.TlsUrl)];
        foreach (var server in servers)
            await MemoryAsync(server, secure, cancellationToken);
        foreach (var server in servers)
        {
            await BindsAsync(server, secure, time, cancellationToken);
            await SearchesAsync(server, secure, slapd, time, cancellationToken);
            await OpenAndBindAsync(server, secure, time, cancellationToken);
        }

        return 0;
    }

    private static async Task BindsAsync(LdapServer server, LdapConnectionOptions options, TimeSpan time, CancellationToken cancellationToken)
    {
        await using var pool = new LdapPool(new LdapPoolOptions { Servers = [server], Connection = options, BindConnections = Connections }, TimeProvider.System);
        await TellAsync($"{server}: binds, {Connections} connections, {InFlight} callers, SSHA", InFlight, time, _ => BindAsync(OldHash));
        // The directory computes: more callers would only wait for their turn.
        await TellAsync($"{server}: binds, {Connections} connections, {Connections} callers, Argon2id", Connections, time, _ => BindAsync(Argon2id));

        async Task BindAsync(LdapDn dn) => Check(await pool.CheckBindAsync(dn, SamplePeople.Password, cancellationToken));
    }

    private static async Task SearchesAsync(LdapServer server, LdapConnectionOptions options, Slapd slapd, TimeSpan time, CancellationToken cancellationToken)
    {
        var service = LdapDn.Parse(Slapd.ServiceDn);
        var password = (await File.ReadAllTextAsync(slapd.ServicePasswordFile, cancellationToken)).Trim();
        var connections = new List<LdapConnection>();
        for (var number = 0; number < Connections; number++)
        {
            connections.Add(await LdapConnection.ConnectAsync(server, options, TimeProvider.System, cancellationToken));
            Check(await connections[number].BindAsync(service, password, cancellationToken));
        }

        await TellAsync($"{server}: searches, {Connections} connections, {InFlight} in flight", InFlight, time, worker => SearchAsync(connections[worker % Connections], worker));
        await TellAsync($"{server}: searches, 1 connection, {InFlight} in flight", InFlight, time, worker => SearchAsync(connections[0], worker));
        foreach (var connection in connections)
            await connection.DisposeAsync();

        async Task SearchAsync(LdapConnection connection, int worker)
        {
            var filter = new LdapFilter.Equality("uid", Logins[worker % Logins.Length]);
            var found = await connection.SearchAsync(new LdapSearch(People, LdapSearchScope.Subtree, filter), cancellationToken);
            Check(found.Result);
            if (found.Entries.Count != 1)
                throw new InvalidOperationException($"{found.Entries.Count} entries instead of one.");
        }
    }

    private static Task OpenAndBindAsync(LdapServer server, LdapConnectionOptions options, TimeSpan time, CancellationToken cancellationToken) =>
        TellAsync($"{server}: new connection for each bind, {Connections} callers, SSHA", Connections, time, async _ =>
        {
            await using var connection = await LdapConnection.ConnectAsync(server, options, TimeProvider.System, cancellationToken);
            Check(await connection.BindAsync(OldHash, SamplePeople.Password, cancellationToken));
        });

    private static async Task MemoryAsync(LdapServer server, LdapConnectionOptions options, CancellationToken cancellationToken)
    {
        using var process = Process.GetCurrentProcess();
        var before = Memory(process);
        var connections = new List<LdapConnection>();
        for (var number = 0; number < IdleConnections; number++)
        {
            connections.Add(await LdapConnection.ConnectAsync(server, options, TimeProvider.System, cancellationToken));
            Check(await connections[number].BindAsync(OldHash, SamplePeople.Password, cancellationToken));
        }

        var after = Memory(process);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{server}: {IdleConnections} idle connections: {(after.Managed - before.Managed) / 1024.0 / IdleConnections:F1} KiB managed, {(after.Resident - before.Resident) / 1024.0 / IdleConnections:F1} KiB resident each"));
        foreach (var connection in connections)
            await connection.DisposeAsync();
    }

    private static (long Managed, long Resident) Memory(Process process)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        process.Refresh();
        return (managed, process.WorkingSet64);
    }

    private static async Task TellAsync(string name, int workers, TimeSpan time, Func<int, Task> operation)
    {
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(await Measure.ForAsync(name, process, workers, time, operation));
    }

    private static void Check(LdapResult result)
    {
        if (!result.IsSuccess)
            throw new InvalidOperationException($"The directory answered {result}.");
    }
}
