using System.Diagnostics;
using System.Text.Json;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Browser.Tests.Browsers;

/// <summary>
/// Debian's Thunderbird in a window of its own, on a screen that nobody sees and a profile that nobody used. What it wants a browser to open is noted, for whoever plays the browser. It reaches nothing but this machine.
/// </summary>
internal sealed class Thunderbird : IAsyncDisposable
{
    private const string Program = "/usr/lib/thunderbird/thunderbird";
    private const string Screen = "/usr/bin/Xvfb";
    private const string PictureFolderVariable = "ACROUEN_PICTURES";

    // Everything that is not on this machine goes to a proxy that is not there; names of this machine never do.
    private const string Preferences = """
        user_pref("network.proxy.type", 1);
        user_pref("network.proxy.http", "127.0.0.1");
        user_pref("network.proxy.http_port", 9);
        user_pref("network.proxy.ssl", "127.0.0.1");
        user_pref("network.proxy.ssl_port", 9);
        user_pref("app.update.enabled", false);
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("toolkit.telemetry.enabled", false);
        user_pref("mailnews.start_page.enabled", false);
        user_pref("mail.shell.checkDefaultClient", false);
        user_pref("mail.provider.suppress_dialog_on_startup", true);
        user_pref("mail.rights.override", true);
        user_pref("mail.pane_config.dynamic", 0);
        """;

    // Its own code, as its windows call it.
    private const string Tools = """
        const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
        const window = Services.wm.getMostRecentWindow("mail:3pane");
        const until = async condition => {
            for (let tries = 0; tries < 500; tries++) {
                const found = condition();
                if (found) return found;
                await new Promise(go => window.setTimeout(go, 100));
            }
            throw new Error(`Waited in vain for ${condition}`);
        };
        const inbox = () => until(() => MailServices.accounts.accounts.find(account => account.incomingServer.type == "imap").incomingServer
            .rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox));
        """;

    private readonly string home = Directory.CreateTempSubdirectory("acrouen-thunderbird-").FullName;
    private Process screen = null!;
    private PrivateServer program = null!;
    private Marionette inside = null!;

    private Thunderbird()
    {
    }

    public static bool IsInstalled => File.Exists(Program) && File.Exists(Screen);

    private string Opened => Path.Combine(home, "opened");

    private string Profile => Path.Combine(home, "profile");

    /// <param name="configurations">Where configurations are asked for instead of at Mozilla; <c>{{domain}}</c> stands for the domain.</param>
    public static async Task<Thunderbird> StartAsync(string configurations)
    {
        var thunderbird = new Thunderbird();
        try
        {
            await thunderbird.RunAsync(configurations);
            return thunderbird;
        }
        catch
        {
            await thunderbird.DisposeAsync();
            throw;
        }
    }

    /// <summary>From a file, for good, as the page of add-ons does.</summary>
    /// <returns>Its name, as Thunderbird shows it.</returns>
    public async Task<string> InstallAsync(byte[] addOn)
    {
        var file = Path.Combine(home, "extension.xpi");
        await File.WriteAllBytesAsync(file, addOn);
        var id = await inside.CommandAsync("Addon:Install", new { path = file, temporary = false });
        return (await inside.RunAsync("""
            const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
            const addOn = await AddonManager.getAddonByID(given[0]);
            if (!addOn.isActive) throw new Error("Installed, and not at work");
            return addOn.name;
            """, id.GetProperty("value").GetString()!)).GetString()!;
    }

    /// <summary>An account from nothing but a name and an address: the servers are those that the configuration names.</summary>
    public Task SetUpAsync(string name, string address) => inside.RunAsync("""
        const { FetchConfig } = ChromeUtils.importESModule("resource:///modules/accountcreation/FetchConfig.sys.mjs");
        const { AccountConfig } = ChromeUtils.importESModule("resource:///modules/accountcreation/AccountConfig.sys.mjs");
        const { CreateInBackend } = ChromeUtils.importESModule("resource:///modules/accountcreation/CreateInBackend.sys.mjs");
        const config = await FetchConfig.fromDB(given[1].split("@")[1], new AbortController().signal);
        AccountConfig.replaceVariables(config, given[0], given[1], "");
        await CreateInBackend.createAccountInBackend(config);
        """, name, address);

    /// <summary>Opens the inbox, and waits for the address that Thunderbird has a browser open for it.</summary>
    public async Task<string> OpenInboxAsync()
    {
        await inside.RunAsync($$"""
            {{Tools}}
            const folder = await inbox();
            (await until(() => window.document.getElementById("tabmail")?.currentAbout3Pane)).displayFolder(folder.URI);
            """);
        await Eventually.BeTrueAsync(() => Task.FromResult(File.Exists(Opened)));
        return (await File.ReadAllLinesAsync(Opened)).Single();
    }

    /// <summary>Waits for a message, and reads it in the window.</summary>
    public async Task<string> ReadAsync(string subject) => (await inside.RunAsync($$"""
        {{Tools}}
        const folder = await inbox();
        const tabs = window.document.getElementById("tabmail");
        const pane = tabs.currentAbout3Pane;
        const row = () => {
            for (let index = 0; index < (pane.gDBView?.rowCount ?? 0); index++)
                if (pane.gDBView.getMsgHdrAt(index).mime2DecodedSubject == given[0]) return { index };
            folder.getNewMessages(null, null);
        };
        const shown = () => tabs.currentAboutMessage?.getMessagePaneBrowser()?.contentDocument;
        const { index } = await until(row);
        const former = shown();
        pane.threadTree.selectedIndex = index;
        return until(() => shown() != former && tabs.currentAboutMessage?.gMessage?.mime2DecodedSubject == given[0] && shown()?.readyState == "complete" && shown().body.innerText.trim());
        """, subject)).GetString()!;

    /// <summary>Writes in a window of its own and presses the button, until it is gone.</summary>
    public Task SendAsync(string to, string subject, string text) => inside.RunAsync($$"""
        {{Tools}}
        const fields = Cc["@mozilla.org/messengercompose/composefields;1"].createInstance(Ci.nsIMsgCompFields);
        Object.assign(fields, { to: given[0], subject: given[1], body: given[2] });
        const message = Cc["@mozilla.org/messengercompose/composeparams;1"].createInstance(Ci.nsIMsgComposeParams);
        Object.assign(message, {
            composeFields: fields, identity: MailServices.accounts.defaultAccount.defaultIdentity, type: Ci.nsIMsgCompType.New, format: Ci.nsIMsgCompFormat.PlainText,
        });
        const ready = new Promise(resolve => Services.ww.registerNotification(function opened(writing, topic) {
            if (topic != "domwindowopened") return;
            writing.addEventListener("compose-editor-ready", () => { Services.ww.unregisterNotification(opened); resolve(writing); }, { once: true });
        }));
        MailServices.compose.OpenComposeWindowWithParams(null, message);
        const writing = await ready;
        writing.goDoCommand("cmd_sendNow");
        await until(() => writing.closed);
        """, to, subject, text);

    /// <summary>What it keeps for signing in, a line each: for whom, and for what.</summary>
    public async Task<IReadOnlyList<string>> KeptAsync() =>
        (await inside.RunAsync("return (await Services.logins.getAllLogins()).map(login => `${login.origin} ${login.username} ${login.httpRealm}`);")).Deserialize<string[]>()!;

    /// <summary>Keeps a picture of the window where <c>ACROUEN_PICTURES</c> names a folder.</summary>
    public async Task PhotographAsync(string name)
    {
        if (Environment.GetEnvironmentVariable(PictureFolderVariable) is not { Length: > 0 } folder)
            return;

        var picture = await inside.CommandAsync("WebDriver:TakeScreenshot", new { full = true, hash = false });
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.png"), picture.GetProperty("value").GetBytesFromBase64());
    }

    public async ValueTask DisposeAsync()
    {
        if (inside is not null)
            await inside.DisposeAsync();
        if (program is not null)
            await program.DisposeAsync();
        if (screen is { HasExited: false })
        {
            screen.Kill();
            await screen.WaitForExitAsync();
        }

        screen?.Dispose();
        Directory.Delete(home, recursive: true);
    }

    private async Task RunAsync(string configurations)
    {
        var port = FreePorts.Take();
        await PrepareAsync(port, configurations);
        var start = new ProcessStartInfo(Program, ["-marionette", "-remote-allow-system-access", "-no-remote", "-profile", Profile]);
        start.Environment["HOME"] = home;
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(home, "config");
        start.Environment["XDG_DATA_HOME"] = Path.Combine(home, "data");
        start.Environment["MOZ_CRASHREPORTER_DISABLE"] = "1";
        start.Environment["DISPLAY"] = await StartScreenAsync();
        foreach (var desktop in new[] { "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GTK_USE_PORTAL" })
            start.Environment.Remove(desktop);
        program = new PrivateServer(start, port);
        await program.StartAsync();
        inside = await Marionette.ConnectAsync(port);
    }

    // The screen takes a number that is free, and says which.
    private async Task<string> StartScreenAsync()
    {
        screen = Process.Start(new ProcessStartInfo(Screen, ["-displayfd", "1", "-screen", "0", "1280x860x24", "-nolisten", "tcp"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        screen.BeginErrorReadLine();
        return $":{await screen.StandardOutput.ReadLineAsync()}";
    }

    private async Task PrepareAsync(int port, string configurations)
    {
        foreach (var folder in new[] { "profile", "config", "data/applications" })
            Directory.CreateDirectory(Path.Combine(home, folder));
        await File.WriteAllTextAsync(Path.Combine(Profile, "user.js"), $"""
            {Preferences}
            user_pref("marionette.port", {port});
            user_pref("mailnews.auto_config_url", {JsonSerializer.Serialize(configurations)});

            """);
        await WriteBrowserAsync();
    }

    /// <summary>The browser of this desktop: it notes the address, whole or not at all.</summary>
    private async Task WriteBrowserAsync()
    {
        var browser = Path.Combine(home, "browser.sh");
        await File.WriteAllTextAsync(browser, $"printf '%s\\n' \"$1\" >'{Opened}.new' && mv '{Opened}.new' '{Opened}'\n");
        await File.WriteAllTextAsync(Path.Combine(home, "data/applications/browser.desktop"), $"[Desktop Entry]\nType=Application\nName=Browser\nExec=/bin/sh {browser} %u\n");
        await File.WriteAllTextAsync(Path.Combine(home, "config/mimeapps.list"), "[Default Applications]\nx-scheme-handler/http=browser.desktop\nx-scheme-handler/https=browser.desktop\n");
    }
}
