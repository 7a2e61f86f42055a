using System.Security.Cryptography;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.OpenId.MailTokens;

/// <summary>A provider, and a real Dovecot that checks its tokens without asking it, with the keys that the command wrote.</summary>
public sealed class LocalMailServer : IAsyncLifetime
{
    private Dovecot? dovecot;

    internal const string Login = "cmartin1";

    internal static (string, string?) IsChecked { get; } = ("OpenId:MailTokens", "CheckedLocally");

    internal ProviderHost Host { get; private set; } = null!;

    internal Dovecot Dovecot => dovecot!;

    /// <summary>Where the keys of applications of that name and algorithm would be.</summary>
    internal string PlaceOf(string application, string algorithm) => Path.Combine(Dovecot.Keys, application, algorithm);

    public Task InitializeAsync() => Dovecot.IsInstalled ? StartAsync() : Task.CompletedTask;

    internal async Task StartAsync(params (string, string?)[] more)
    {
        Host = await Applications.StartAsync([IsChecked, .. more]);
        // No cache, so that nothing is believed but the token.
        dovecot = await Dovecot.StartAsync(new DovecotSettings(Host.Address, Applications.MailSecret) { Check = TokenCheck.CheckedLocally, Believes = TimeSpan.Zero });
        (await WriteKeysAsync()).ExitCode.Should().Be(0);
    }

    /// <summary>Whatever came, no part of Dovecot broke.</summary>
    public async Task DisposeAsync()
    {
        if (dovecot is null)
            return;

        var log = dovecot.ReadLog();
        await dovecot.DisposeAsync();
        await Host.DisposeAsync();
        log.Should().NotContain("Panic").And.NotContain("Fatal").And.NotContain("killed with signal");
    }

    /// <summary>What the timer of a mail server does.</summary>
    internal Task<(int ExitCode, string Output)> WriteKeysAsync() =>
        BuiltProgram.RunAsync([], "mail", "keys", Dovecot.Keys, "--from", new Uri(Host.Address, "/.well-known/jwks/mail").ToString(), "--lang", "fr");

    internal async Task<TokenAnswer> SignInAsync()
    {
        using var browser = Host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        using var roundcube = Host.Roundcube();
        return await roundcube.SignInAsync(browser);
    }

    /// <summary>The very key that signs tokens of mail.</summary>
    internal ECDsa KeyOfMail() => Host.Services.GetRequiredService<KeyRing>().OfMail.First().ECDsa;

    internal Task<bool> OpensAsync(string token) => OpensAsync(Login, token);

    internal async Task<bool> OpensAsync(string user, string token)
    {
        await using var session = await ImapSession.ConnectAsync(Dovecot.Port);
        var answer = await session.XOAuth2Async(user, token);
        answer.Should().MatchRegex("^(OK|NO) ");
        return answer.Contains("Logged in", StringComparison.Ordinal);
    }

    /// <summary>Each refusal takes two seconds: they are tried all at once.</summary>
    /// <returns>What is called so and opened the mailbox.</returns>
    internal async Task<IReadOnlyList<string>> OpenedByAsync(IReadOnlyDictionary<string, string> tokens)
    {
        var tried = await Task.WhenAll(tokens.Select(async token => (token.Key, Opened: await OpensAsync(token.Value))));
        return [.. tried.Where(one => one.Opened).Select(one => one.Key)];
    }
}
