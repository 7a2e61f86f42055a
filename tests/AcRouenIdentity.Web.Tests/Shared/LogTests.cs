using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog.Core;

namespace AcRouenIdentity.Web.Tests.Shared;

public sealed partial class LogTests
{
    [Fact]
    public async Task No_code_name_numen_or_password_reaches_the_log()
    {
        var log = new CapturedLog();
        await using var host = await ProviderHost.StartAsync(replace: services => services.AddSingleton<ILogEventSink>(log));
        using var browser = host.NewBrowser();

        await browser.GetAsync("/aide?code=un-code-secret&login_hint=claire.martin@ac-rouen.fr");
        await browser.GetAsync("/21E0501234ABC");
        await browser.SignInAsync("21e0501234abc", "un mot de passe faux");
        await browser.SignInAsync("claire.martin@ac-rouen.fr", SamplePeople.Password);

        log.Lines.Should().Contain(line => line.Contains("GET aide 200", StringComparison.Ordinal) || line.Contains("\"aide\"", StringComparison.Ordinal));
        log.Lines.Should().NotContain(line => line.Contains("un-code-secret") || line.Contains("claire.martin") || line.Contains("un mot de passe faux")
            || line.Contains("21E0501234ABC", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_a_careless_line_says_of_a_person_is_masked()
    {
        var log = new CapturedLog();
        await using var host = await ProviderHost.StartAsync(replace: services => services.AddSingleton<ILogEventSink>(log));

        Careless(host.Services.GetRequiredService<ILogger<LogTests>>(), "21E0501234ABC wrote to claire.martin@ac-rouen.fr about cmartin1");

        log.Lines.Should().Contain(line => line.Contains("*** wrote to *** about cmartin1"));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A careless line: {Text}")]
    private static partial void Careless(ILogger logger, string text);
}
