using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Resources;
using AcRouenIdentity.Domain.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace AcRouenIdentity.Web.Features.Shared.Commands;

/// <summary>What all commands share: their language, and how they tell what went wrong.</summary>
internal static class CommandFrame
{
    private static readonly ResourceManager Texts = new(typeof(CommandTexts));
    private static readonly string[] DayForms = ["dd/MM/yyyy", "yyyy-MM-dd"];

    public static Option<string?> Lang { get; } = CreateLang();

    /// <summary>Whoever types here, as the machine knows them: what they decide is kept under that name.</summary>
    public static string Typist => $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>Runs the action in the language asked for. A rule, an outage or a full disk ends it with a sentence and a code, never with a stack of calls.</summary>
    public static void Run(this Command command, Func<ParseResult, Terminal, CancellationToken, Task<int>> action)
    {
        command.Options.Add(Lang);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, action, cancellationToken));
    }

    /// <summary>A day as people type it; null when it is none.</summary>
    public static DateOnly? FindDay(string? text) =>
        DateOnly.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, Terminal, CancellationToken, Task<int>> action, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Terminal.CultureOf(parsed.GetValue(Lang));
        var terminal = new Terminal(AnsiConsole.Console);
        try
        {
            return await action(parsed, terminal, cancellationToken);
        }
        catch (OptionsValidationException exception)
        {
            return terminal.Refuse(Format("ConfigurationWrong", string.Join('\n', exception.Failures)));
        }
        catch (DirectoryUnavailableException exception)
        {
            return terminal.Refuse(Format("DirectoryUnavailable", exception.Message));
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException { InnerException: DbException })
        {
            return terminal.Refuse(Format("DatabaseUnavailable", exception.GetBaseException().Message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return terminal.Refuse(Format("FilesUnreadable", exception.Message));
        }
    }

    private static string Format(string key, string fact) => string.Format(CultureInfo.CurrentCulture, Texts.GetString(key, CultureInfo.CurrentUICulture)!, fact);

    private static Option<string?> CreateLang()
    {
        var lang = new Option<string?>("--lang") { Description = "Language: fr or en; the terminal's own when absent." };
        lang.AcceptOnlyFromAmong("fr", "en");
        return lang;
    }
}
