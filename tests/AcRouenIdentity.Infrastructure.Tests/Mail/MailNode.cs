using System.Collections.Concurrent;
using System.Globalization;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Mails;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AcRouenIdentity.Infrastructure.Tests.Mail;

/// <summary>One node of the provider, as far as mail goes.</summary>
internal sealed class MailNode : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>Of ours, not of the clock of the node.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ServiceProvider services;
    private bool isRunning;

    public MailNode(TestDatabase database, FakeTimeProvider clock, params (string Key, string? Value)[] settings)
    {
        Clock = clock;
        services = database.Services(
            (added, configuration) =>
            {
                added.AddLogging(log => log.AddProvider(Log));
                added.AddSingleton<TimeProvider>(clock).AddSingleton<ISecretGenerator, SecretGenerator>().AddSingleton(Frame).AddKeyProtection(configuration);
                added.AddMailOutbox(configuration.GetSection(MailOptions.Section));
                added.ConfigureDbContext<SqliteIdentityDb>(db => db.AddInterceptors(Crash));
            },
            settings);
    }

    public static MailFrame Frame { get; } = new() { ServiceName = "Mon compte académique", ServiceUrl = "https://identite.academie.example" };

    public FakeTimeProvider Clock { get; }

    public CapturedLines Log { get; } = new();

    public CrashOfSaving Crash { get; } = new();

    /// <summary>Settings that lead to that relay.</summary>
    public static (string Key, string? Value)[] To(MailServer relay, params (string Key, string? Value)[] more)
    {
        (string Key, string? Value)[] usual =
        [
            ("Mail:Host", "127.0.0.1"),
            ("Mail:Port", relay.Port.ToString(CultureInfo.InvariantCulture)),
            ("Mail:Security", "None"),
            ("Mail:FromAddress", "ne-pas-repondre@ac-rouen.fr"),
        ];
        return [.. more, .. usual.Where(setting => more.All(other => other.Key != setting.Key))];
    }

    public static MailMessage Message(string to) => Message(to, "Votre code", "Votre code : 7K3M-9QXA\n");

    public static MailMessage Message(string to, string subject, string text) =>
        new(MailKind.BackupAddressCode, MailRecipient.Of(OutsideAddress.Parse(to)), MailLanguage.French, subject, text, $"<p>{text}</p>");

    public async Task RunAsync()
    {
        isRunning = true;
        foreach (var service in services.GetServices<IHostedService>())
            await service.StartAsync(CancellationToken.None);
    }

    public async Task StopAsync()
    {
        if (isRunning)
            foreach (var service in services.GetServices<IHostedService>())
                await service.StopAsync(CancellationToken.None);
        isRunning = false;
    }

    public Task QueueAsync(params MailMessage[] messages) => QueueAsync(goodFor: null, messages);

    public async Task QueueAsync(TimeSpan? goodFor, params MailMessage[] messages)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var message in messages)
            scope.ServiceProvider.GetRequiredService<MailOutbox>().Add(message, goodFor);
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().SaveChangesAsync();
    }

    public async Task<T> AskAsync<T>(Func<MailOutbox, IdentityDb, Task<T>> ask)
    {
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<MailOutbox>(), scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    /// <summary>The outbox as the database has it.</summary>
    public Task<List<OutgoingMail>> MailsAsync() => AskAsync((_, db) => db.Set<OutgoingMail>().AsNoTracking().OrderBy(mail => mail.QueuedAt).ToListAsync());

    public async Task<bool> IsEmptyAsync() => (await MailsAsync()).TrueForAll(mail => mail.ClosedAt is not null);

    /// <summary>Waits for what needs no clock.</summary>
    public Task UntilAsync(Func<Task<bool>> isSo) => UntilAsync(isSo, TimeSpan.Zero);

    public Task UntilEmptyAsync() => UntilAsync(IsEmptyAsync);

    /// <summary>Lets the clock run until every mail is closed. It stands still while the relay is spoken to: a time-out would cut short what the relay has taken already, and send it twice.</summary>
    public Task UntilSentAsync(MailServer relay) => UntilAsync(IsEmptyAsync, () => relay.IsSpokenTo ? TimeSpan.Zero : Moment);

    /// <summary>Lets the clock run by that step, again and again, until it is so.</summary>
    public Task UntilAsync(Func<Task<bool>> isSo, TimeSpan step) => UntilAsync(isSo, () => step);

    private async Task UntilAsync(Func<Task<bool>> isSo, Func<TimeSpan> step)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                Assert.Fail($"It never was so. {string.Join('\n', Log.Lines)}");
            if (step() is var time && time > TimeSpan.Zero)
                Clock.Advance(time);
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await services.DisposeAsync();
    }

    /// <summary>A process that dies: from then on nothing of it reaches the database.</summary>
    internal sealed class CrashOfSaving : SaveChangesInterceptor
    {
        public bool HasHappened { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            HasHappened ? throw new InvalidOperationException("This process is dead.") : ValueTask.FromResult(result);
    }

    internal sealed class CapturedLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = [];

        public IReadOnlyList<string> Lines => [.. lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
