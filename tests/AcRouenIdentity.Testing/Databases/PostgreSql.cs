using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using Xunit;

namespace AcRouenIdentity.Testing.Databases;

/// <summary>
/// A private PostgreSQL server: its own folder, a free loopback port, an unprivileged user, no durability. Started at the first database asked for,
/// stopped and erased with the fixture.
/// </summary>
public sealed class PostgreSql : IAsyncLifetime
{
    private const string Owner = "acrouen";
    private const string Account = "postgres";
    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acrouen-postgresql-");
    private int port;
    private int databases;

    private static string? Programs => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max()
        : null;

    public static bool IsInstalled => Programs is not null;

    /// <summary>Holds the password of the owner of the databases.</summary>
    public string PasswordFile => Path.Combine(folder.FullName, "password");

    private string Data => Path.Combine(folder.FullName, "data");

    /// <summary>A new empty database; the connection string has no password (see <see cref="PasswordFile"/>).</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        RealPart.Need("PostgreSQL", () => IsInstalled);
        await StartOnceAsync();

        var name = $"identity_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection($"{To("postgres")};Password={await File.ReadAllTextAsync(PasswordFile)}");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return To(name);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await RunAsync("pg_ctl", "--pgdata", Data, "--mode", "immediate", "--wait", "stop");
        folder.Delete(recursive: true);
        starting.Dispose();
    }

    private string To(string database) => $"Host=127.0.0.1;Port={port};Database={database};Username={Owner};Pooling=false";

    private async Task StartOnceAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (port == 0)
                await StartAsync();
        }
        finally
        {
            starting.Release();
        }
    }

    private async Task StartAsync()
    {
        await File.WriteAllTextAsync(PasswordFile, RandomNumberGenerator.GetHexString(32));
        if (Environment.IsPrivilegedProcess)
            await RunAsync(new ProcessStartInfo("chown", ["--recursive", Account, folder.FullName]));

        await RunAsync("initdb", "--pgdata", Data, "--username", Owner, "--auth", "scram-sha-256", "--pwfile", PasswordFile, "--encoding", "UTF8", "--no-locale", "--no-sync");
        var chosen = FreePorts.Take();
        await RunAsync(
            "pg_ctl", "--pgdata", Data, "--log", Path.Combine(folder.FullName, "log"), "--wait", "--timeout", "60", "--options",
            $"-p {chosen} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder.FullName} -c fsync=off -c full_page_writes=off", "start");
        port = chosen;
    }

    // PostgreSQL refuses to run as root.
    private static Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return RunAsync(Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["--user", Account, "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments));
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.WorkingDirectory = "/";
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{start.FileName} ended with {process.ExitCode}: {await output}{await errors}");
    }
}
