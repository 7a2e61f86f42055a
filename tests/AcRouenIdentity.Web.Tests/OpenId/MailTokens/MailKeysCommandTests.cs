using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AcRouenIdentity.Testing;
using Microsoft.AspNetCore.Http;

namespace AcRouenIdentity.Web.Tests.OpenId.MailTokens;

/// <summary>The command that a mail server runs, against whoever may answer it. Its folder then is as it was, or holds what was published.</summary>
public sealed class MailKeysCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acrouen-keys-");

    private string Place => Path.Combine(folder.FullName, "default", "ES256");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Whatever_is_no_set_of_keys_of_mail_leaves_the_folder_as_it_was()
    {
        var (good, beside) = (Key("bonne"), Key("autre"));
        var bent = new Dictionary<string, Func<HttpContext, Task>>
        {
            ["page"] = context => context.Response.WriteAsync("<html>"),
            ["no-keys"] = context => context.Response.WriteAsync("{}"),
            ["empty"] = Set(),
            ["of-applications"] = Set(With(beside, "kty", "RSA")),
            ["another-curve"] = Set(With(beside, "crv", "P-384")),
            ["not-on-its-curve"] = Set(With(beside, "x", beside["y"]!.GetValue<string>())),
            ["no-base64"] = Set(With(beside, "x", "!!!")),
            ["half-good"] = Set(beside, With(beside, "kid", "../autre")),
            ["name-is-a-path"] = Set(With(beside, "kid", $"{folder.FullName}/autre")),
            ["name-is-empty"] = Set(With(beside, "kid", "")),
            ["name-ends-its-line"] = Set(With(beside, "kid", "autre\n")),
            ["huge"] = context => context.Response.WriteAsync($$"""{"keys":[{{beside.ToJsonString()}}],"x":"{{new string('x', 100_000)}}"}"""),
            ["gone"] = Status(StatusCodes.Status404NotFound),
            ["elsewhere"] = context =>
            {
                context.Response.Redirect("/good");
                return Task.CompletedTask;
            },
            ["good"] = Set(good),
        };
        await using var server = await KeyServer.StartAsync(bent);
        (await RunAsync(new Uri(server.Address, "/good"))).ExitCode.Should().Be(0);
        var before = Held();

        // Two at a time: each is a process of its own.
        await Parallel.ForEachAsync(bent.Keys.Where(name => name != "good"), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (name, _) =>
            (await RunAsync(new Uri(server.Address, $"/{name}"))).Should().Match<(int ExitCode, string Output)>(run => run.ExitCode == 2 && run.Output.Contains("Celles du dossier restent"), name));

        Held().Should().BeEquivalentTo(before).And.ContainKey(Path.Combine(Place, "bonne"));
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(Place, "bonne")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, "Dovecot reads it as somebody else");
    }

    [Theory]
    [InlineData("http://identite.ac-rouen.fr/.well-known/jwks/mail")]
    [InlineData("file:///etc/passwd")]
    public async Task Keys_are_read_over_TLS_or_from_this_machine(string address)
    {
        var (exitCode, output) = await BuiltProgram.RunAsync([], "mail", "keys", folder.FullName, "--from", address);

        exitCode.Should().Be(1);
        output.Should().Contain("https");
        folder.EnumerateFileSystemInfos().Should().BeEmpty();
    }

    [Fact]
    public async Task A_provider_that_is_not_there_takes_no_key_away()
    {
        Directory.CreateDirectory(Place);
        await File.WriteAllTextAsync(Path.Combine(Place, "bonne"), "x");

        (await RunAsync(new Uri($"http://localhost:{FreePorts.Take()}/"))).ExitCode.Should().Be(2);

        Held().Should().ContainSingle();
    }

    private Dictionary<string, string> Held() => Directory.GetFiles(folder.FullName, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);

    private Task<(int ExitCode, string Output)> RunAsync(Uri address) => BuiltProgram.RunAsync([], "mail", "keys", folder.FullName, "--from", address.ToString(), "--lang", "fr");

    private static Func<HttpContext, Task> Set(params JsonNode[] keys)
    {
        var text = new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.DeepClone())]) }.ToJsonString();
        return context => context.Response.WriteAsync(text);
    }

    private static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static JsonObject With(JsonObject key, string name, string? value)
    {
        var changed = key.DeepClone().AsObject();
        changed[name] = value;
        return changed;
    }

    private static JsonObject Key(string id)
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = curve.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject { ["kty"] = "EC", ["use"] = "sig", ["alg"] = "ES256", ["kid"] = id, ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
    }
}
