using System.Diagnostics;
using System.Text.Json;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.OpenId.OpenRegistration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AcRouenIdentity.Web.Tests.OpenId.IndependentClients;

/// <summary>Clients that others wrote, in a process of their own, before the real host; the test is the person and their browser.</summary>
public sealed class IndependentClientTests : IAsyncLifetime
{
    private const string MailService = "https://courrier.exemple.fr/";
    private const string Installed = "node_modules/openid-client";
    private static readonly string Folder = SourceTree.Folder("tests", "AcRouenIdentity.Web.Tests", "OpenId", "IndependentClients");
    private readonly AssertionKey key = new("cahier");
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        // Clients look at the clock of the machine.
        host = await Applications.StartAsync(
            services => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)), UnknownProgram.Open,
            ("OpenId:Clients:1:Scopes:4", "offline_access"), ("OpenId:Clients:1:Scopes:5", "mail"),
            ("OpenId:Clients:1:Resources:0", MailService), ("OpenId:Clients:2:ResourceUri", MailService),
            ("OpenId:Clients:4:Id", "cahier"), ("OpenId:Clients:4:Name", "Cahier de textes"), ("OpenId:Clients:4:Kind", "Confidential"), ("OpenId:Clients:4:TokenEndpointAuth", "private_key_jwt"),
            ("OpenId:Clients:4:Keys", key.KeySet()), ("OpenId:Clients:4:PushedRequests", "Required"), ("OpenId:Clients:4:RedirectUris:0", "http://localhost:5083/retour"),
            ("OpenId:Clients:4:Scopes:0", "openid"), ("OpenId:Clients:3:Scopes:3", "email"));
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        key.Dispose();
        await host.DisposeAsync();
    }

    [SkippableTheory, InlineData("openid-client"), InlineData("oauth4webapi")]
    public async Task A_client_that_others_wrote_does_all_that_applications_do(string client)
    {
        RealPart.Need("node with the independent clients", () => Directory.Exists(Path.Combine(Folder, Installed)));

        var (steps, complaint) = await TalkAsync(client);

        complaint.Should().BeEmpty();
        steps.Should().Equal("discovery", "sign-in", "refresh", "userinfo", "introspection", "resource", "revocation", "pushed request and private_key_jwt", "proofs of a key", "logout");
    }

    [SkippableFact]
    public async Task A_mail_program_that_nobody_registered_makes_its_way_by_itself()
    {
        RealPart.Need("node with the independent clients", () => Directory.Exists(Path.Combine(Folder, Installed)));

        var (steps, complaint) = await TalkAsync("mail-program");

        complaint.Should().BeEmpty();
        steps.Should().Equal("discovery", "registration", "refusals", "sign-in", "mail");
    }

    private async Task<(IReadOnlyList<string> Steps, string Complaint)> TalkAsync(string client)
    {
        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, $"{client}.mjs")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var complaint = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteLineAsync(Settings());
        await process.StandardInput.FlushAsync();

        var steps = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("did ", StringComparison.Ordinal))
                steps.Add(line[4..]);
            else if (line.StartsWith("open ", StringComparison.Ordinal))
                await process.StandardInput.WriteLineAsync((await VisitAsync(new Uri(line[5..]))).AbsoluteUri);
            await process.StandardInput.FlushAsync();
        }

        await process.WaitForExitAsync();
        return (steps, await complaint);
    }

    /// <summary>Where the browser of a person ends who signs in when asked.</summary>
    private async Task<Uri> VisitAsync(Uri address)
    {
        var page = await browser.FollowAsync(await browser.GetAsync(address.PathAndQuery));
        if (page.Redirect is null && page.Address.AbsolutePath == "/connexion")
            page = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin, page.Address.PathAndQuery));
        if (page.Redirect is null && page.Address.AbsolutePath == "/connect/authorize")
            page = await browser.PressAsync(page, "Donner l’accès");
        return page.Redirect ?? page.Address;
    }

    private string Settings()
    {
        using var ent = host.Ent();
        using var mail = host.Mail();
        return JsonSerializer.Serialize(new
        {
            issuer = host.Address,
            email = SamplePeople.ClaireMartin.Address?.ToString(),
            web = new { id = "ent", secret = ent.Secret, redirectUri = ent.RedirectUri, scope = "openid email mail offline_access", afterLogout = "http://localhost:5082/" },
            mail = new { id = "mail", secret = mail.Secret, resource = MailService },
            signer = new { id = "cahier", kid = key.Id, key = key.PrivateKey(), redirectUri = "http://localhost:5083/retour" },
            program = new { id = "thunderbird", redirectUri = "http://127.0.0.1:49152/retour", scope = "openid email offline_access" },
        });
    }
}
