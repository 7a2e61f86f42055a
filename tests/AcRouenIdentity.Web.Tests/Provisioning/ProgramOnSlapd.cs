using System.Diagnostics;
using System.Text;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Ldap;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;

namespace AcRouenIdentity.Web.Tests.Provisioning;

/// <summary>The program itself, in processes of its own, over slapd with the sample people or nobody, and a fictional académie whose feeds it reads.</summary>
internal sealed class ProgramOnSlapd : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly FeedGenerator generator;

    private ProgramOnSlapd(Slapd slapd, DirectoryInfo folder, int people)
    {
        (Slapd, this.folder) = (slapd, folder);
        generator = new FeedGenerator(seed: 27, people, establishments: 8);
    }

    public Slapd Slapd { get; }

    public FeedGenerator Generator => generator;

    public string Folder => folder.FullName;

    public string Feeds => Path.Combine(Folder, "feeds");

    public string Report => Path.Combine(Folder, "report.csv");

    public string Database => Path.Combine(Folder, "identity.db");

    public Dictionary<string, string> Settings { get; } = [];

    public static async Task<ProgramOnSlapd> StartAsync(int people)
    {
        var slapd = await Slapd.StartAsync(DirectoryPreset.Academic);
        return new ProgramOnSlapd(slapd, Directory.CreateTempSubdirectory("acrouen-program-"), people);
    }

    public static async Task<ProgramOnSlapd> StartEmptyAsync() =>
        new(await Slapd.StartEmptyAsync(), Directory.CreateTempSubdirectory("acrouen-program-"), people: 1);

    /// <summary>A complete export with its HR file, in place of what was there.</summary>
    public void WriteFeeds(int export = 0)
    {
        if (Directory.Exists(Feeds))
            Directory.Delete(Feeds, recursive: true);
        var writer = new FeedFilesWriter(generator, new FeedForm());
        writer.WriteFolder(Feeds, export);
        writer.WriteStaff(Path.Combine(Feeds, "rh.csv"), export);
    }

    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [BuiltProgram.Assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["Database__ConnectionString"] = $"Data Source={Database}";
        foreach (var setting in Slapd.Settings)
            start.Environment[$"Directory__{setting.Key.Replace(":", "__", StringComparison.Ordinal)}"] = setting.Value;
        foreach (var (name, value) in Settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }

    public async Task<LdapConnection> ConnectAsAdminAsync()
    {
        var admin = await LdapConnection.ConnectAsync(LdapServer.Parse(Slapd.Url), new LdapConnectionOptions(), TimeProvider.System, default);
        (await admin.BindAsync(LdapDn.Parse(Slapd.AdminDn), Slapd.AdminPassword, default)).IsSuccess.Should().BeTrue();
        return admin;
    }

    public async Task<IReadOnlyList<LdapEntry>> SearchAsync(string baseDn, string attribute, params string[] attributes)
    {
        await using var admin = await ConnectAsAdminAsync();
        var search = new LdapSearch(LdapDn.Parse(baseDn), LdapSearchScope.Subtree, new LdapFilter.Present(attribute)) { Attributes = attributes };
        return (await admin.SearchAsync(search, default)).Entries;
    }

    public async ValueTask DisposeAsync()
    {
        await Slapd.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
