using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Mails;
using AcRouenIdentity.Web.Features.OpenId;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Benchmarks;

/// <param name="SignIns">How many of each kind are measured.</param>
/// <param name="Connections">How many mail programs sign in at once.</param>
internal sealed record ImapLoad(int SignIns, int Connections);

/// <summary>
/// What an IMAP sign-in costs each part, by the way in which a real Dovecot judges who comes: a connection, the sign-in and its end, as a webmail does at each click. Dovecot and what it asks share the cores with the mail programs.
/// </summary>
internal sealed class ImapBenchmark(Provider provider, ImapLoad load, CancellationToken cancellationToken)
{
    /// <summary>The runtime compiles again what is used often: what is measured is what runs after that.</summary>
    private const int QuestionsBefore = 10_000;

    private const int SignInsBefore = 200;

    private static readonly string Login = SamplePeople.JeanNoelPetit.Login.ToString();
    private static readonly TimeSpan AsTheSample = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(ImapLoad load, ProviderKind kind, CancellationToken cancellationToken)
    {
        await using (var asked = await Provider.StartAsync(kind, cancellationToken))
            await new ImapBenchmark(asked, load, cancellationToken).MeasureQuestionsAsync();
        await using (var trusted = await Provider.StartAsync(kind with { MailTokens = MailTokenCheck.CheckedLocally }, cancellationToken))
            await new ImapBenchmark(trusted, load, cancellationToken).MeasureLocalAsync();
        return 0;
    }

    private async Task MeasureQuestionsAsync()
    {
        var person = new Person(provider.Address);
        var tokens = await person.SignInAsync(cancellationToken);
        for (var question = 0; question < QuestionsBefore; question++)
            await person.IntrospectAsync(tokens, cancellationToken);
        await TellAsync("a question alone, without Dovecot", dovecot: null, _ => person.IntrospectAsync(tokens, cancellationToken));

        await WithDovecotAsync(TokenCheck.AskedAbout, TimeSpan.Zero, dovecot => TellTokensAsync("token, provider asked each time", dovecot));
        await WithDovecotAsync(TokenCheck.AskedAbout, AsTheSample, dovecot => TellTokensAsync("token, answer believed for 30 s", dovecot));
        var password = await MakePasswordAsync();
        await WithDovecotAsync(TokenCheck.AskedAbout, TimeSpan.Zero, dovecot => TellAsync("application password, bound each time", dovecot, _ => SignInAsync(dovecot, session => session.CommandAsync($"LOGIN {Login} {password}"))));
    }

    private Task MeasureLocalAsync() => WithDovecotAsync(TokenCheck.CheckedLocally, TimeSpan.Zero, async dovecot =>
    {
        await provider.TellAsync("mail", "keys", dovecot.Keys, "--from", new Uri(provider.Address, "/.well-known/jwks/mail").ToString());
        await TellTokensAsync("token, checked by Dovecot itself", dovecot);
    });

    private async Task WithDovecotAsync(TokenCheck check, TimeSpan believes, Func<Dovecot, Task> measure)
    {
        await using var dovecot = await Dovecot.StartAsync(new DovecotSettings(provider.Address, Provider.Secret) { Check = check, Believes = believes, Directory = provider.Directory });
        await measure(dovecot);
    }

    private async Task TellTokensAsync(string name, Dovecot dovecot)
    {
        var tokens = new string[load.Connections];
        for (var worker = 0; worker < tokens.Length; worker++)
            tokens[worker] = (await new Person(provider.Address).SignInAsync(cancellationToken)).AccessToken;
        await TellAsync(name, dovecot, worker => SignInAsync(dovecot, session => session.XOAuth2Async(Login, tokens[worker])));
    }

    private async Task TellAsync(string name, Dovecot? dovecot, Func<int, Task> operation)
    {
        await Measure.CountAsync(name, provider.Process, load.Connections, SignInsBefore, operation);
        var (mail, directory) = (CpuOf(dovecot?.ProcessId), CpuOf(provider.Directory.ProcessId));
        var measure = await Measure.CountAsync(name, provider.Process, load.Connections, load.SignIns, operation);
        var (spentOnMail, spentInDirectory) = (CpuOf(dovecot?.ProcessId) - mail, CpuOf(provider.Directory.ProcessId) - directory);
        PageTimes.Tell($"{measure}   Dovecot {spentOnMail.TotalMilliseconds / load.SignIns,6:F2} ms   directory {spentInDirectory.TotalMilliseconds / load.SignIns,6:F2} ms");
    }

    private static TimeSpan CpuOf(int? processId) => processId is { } id ? FamilyCpu.Of(id) : TimeSpan.Zero;

    private static async Task SignInAsync(Dovecot dovecot, Func<ImapSession, Task<string>> prove)
    {
        await using var session = await ImapSession.ConnectAsync(dovecot.Port);
        var answer = await prove(session);
        if (!answer.Contains("Logged in", StringComparison.Ordinal))
            throw new InvalidOperationException($"Nobody was let in: {answer}");
        await session.CommandAsync("LOGOUT");
    }

    private async Task<string> MakePasswordAsync()
    {
        var settings = provider.Directory.Settings.ToDictionary(setting => $"Directory:{setting.Key}", setting => setting.Value);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<ISecretGenerator, SecretGenerator>().AddLdapDirectory(configuration.GetSection("Directory")).BuildServiceProvider();
        var secrets = services.GetRequiredService<ISecretGenerator>();
        var text = ApplicationPasswordText.Of(secrets.Bytes(ApplicationPasswordText.RandomBytes));
        await services.GetRequiredService<IApplicationPasswordEntries>().AddAsync(new ApplicationPasswordEntry(secrets.Token(16), SamplePeople.JeanNoelPetit.Login, Address: null, MailUse.Read, text), cancellationToken);
        return text.Reveal();
    }
}
