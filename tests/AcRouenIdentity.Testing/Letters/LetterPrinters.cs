using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Letters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Testing.Letters;

/// <summary>The printer as a host has it, with the fonts of this machine and the themes of this tree.</summary>
public static class LetterPrinters
{
    public static readonly string NeutralTheme = SourceTree.Folder("themes", "neutral");

    public static void NeedFonts() => RealPart.Need("fonts-open-sans or fonts-dejavu-core", () =>
    {
        var fonts = new LetterPrinterOptions();
        return fonts.OtherFonts.Append(fonts.TextFont).Append(fonts.BoldFont).Append(fonts.CodeFont).All(File.Exists);
    });

    /// <param name="log">Receives what is logged, one line each.</param>
    /// <param name="folders">Of themes, the first one first.</param>
    public static ILetterPrinter Open(ICollection<string>? log = null, params string[] folders) =>
        Services(log, new Dictionary<string, string?>(), folders.Length == 0 ? [NeutralTheme] : folders).GetRequiredService<ILetterPrinter>();

    public static ServiceProvider Services(ICollection<string>? log, IReadOnlyDictionary<string, string?> settings, IReadOnlyList<string> folders)
    {
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Assistance"] = "l’assistance académique (02 32 08 98 98)" })
            .AddInMemoryCollection(settings)
            .Build();
        return new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(new LineProvider(log ?? [])))
            .AddLetterPrinter(section, _ => folders)
            .BuildServiceProvider();
    }

    private sealed class LineProvider(ICollection<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
                lines.Add($"{logLevel} {formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
