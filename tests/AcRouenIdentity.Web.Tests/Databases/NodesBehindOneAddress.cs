using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Web.Tests.OpenId;

namespace AcRouenIdentity.Web.Tests.Databases;

/// <summary>Nodes of the provider, each a process of its own on one PostgreSQL and one slapd, behind a balancer of connections.</summary>
internal sealed class NodesBehindOneAddress : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acrouen-nodes-");
    private readonly TcpListener balancer = new(IPAddress.Loopback, FreePorts.Take());
    private readonly ConcurrentDictionary<TcpClient, int> connections = [];
    private readonly List<(int Port, Process Process)> nodes = [];
    private readonly ConcurrentQueue<string> said = [];
    private readonly Slapd slapd;
    private int current;

    private NodesBehindOneAddress(Slapd slapd) => this.slapd = slapd;

    public Uri Address => new($"http://localhost:{((IPEndPoint)balancer.LocalEndpoint).Port}");

    public static async Task<NodesBehindOneAddress> StartAsync(PostgreSql server, int count)
    {
        var started = new NodesBehindOneAddress(await Slapd.StartAsync(DirectoryPreset.Academic));
        started.balancer.Start();
        var database = await server.CreateDatabaseAsync();
        for (var number = 0; number < count; number++)
            started.StartNode(database, server.PasswordFile);
        foreach (var (port, process) in started.nodes)
            await started.AwaitReadyAsync(port, process);
        _ = started.BalanceAsync();
        return started;
    }

    /// <summary>From now on connections go to this node; those that stand are cut, as by a balancer that moves them.</summary>
    public void SendTo(int node)
    {
        current = node;
        foreach (var connection in connections.Keys)
            connection.Dispose();
    }

    /// <summary>Without any warning (SIGKILL). The balancer goes on with another.</summary>
    public async Task KillAsync(int node)
    {
        nodes[node].Process.Kill();
        await nodes[node].Process.WaitForExitAsync();
        SendTo((node + 1) % nodes.Count);
    }

    public async ValueTask DisposeAsync()
    {
        balancer.Stop();
        foreach (var connection in connections.Keys)
            connection.Dispose();
        foreach (var (_, process) in nodes)
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        await slapd.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private void StartNode(string database, string passwordFile)
    {
        var port = FreePorts.Take();
        var start = new ProcessStartInfo("dotnet", [BuiltProgram.Assembly, "serve"]) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        var settings = new Dictionary<string, string?>(Applications.Settings)
        {
            ["Urls"] = $"http://127.0.0.1:{port}",
            ["PublicUrl"] = Address.ToString().TrimEnd('/'),
            ["Database:Provider"] = "PostgreSql",
            ["Database:ConnectionString"] = database,
            ["Database:PasswordFile"] = passwordFile,
        };
        foreach (var (name, value) in slapd.Settings)
            settings[$"Directory:{name}"] = value;
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        nodes.Add((port, process));
    }

    private async Task AwaitReadyAsync(int port, Process process)
    {
        using var http = new HttpClient();
        var clock = Stopwatch.StartNew();
        while (!process.HasExited && clock.Elapsed < LongestStart)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException($"A node did not start: {string.Join('\n', said)}");
    }

    private async Task BalanceAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await balancer.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task CarryAsync(TcpClient from)
    {
        using var to = new TcpClient();
        connections[from] = current;
        try
        {
            await to.ConnectAsync(IPAddress.Loopback, nodes[current].Port);
            await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream()), to.GetStream().CopyToAsync(from.GetStream()));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side hung up.
        }
        finally
        {
            connections.TryRemove(from, out _);
            from.Dispose();
        }
    }
}
