using System.CommandLine;
using System.Data.Common;
using AcRouenIdentity.Domain.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace AcRouenIdentity.Web.Features.Provisioning.Commands;

/// <summary>Exit codes of the commands.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>A rule stops it, or the answer is no.</summary>
    public const int Stopped = 1;

    /// <summary>Something cannot be read, reached or understood.</summary>
    public const int CannotRead = 2;
}

/// <summary>What all commands of provisioning share: their language, and how they tell what went wrong.</summary>
internal static class CommandFrame
{
    public static Option<string?> Lang { get; } = CreateLang();

    /// <summary>Whoever types here, as the machine knows them: what they decide is kept under that name.</summary>
    public static string Typist => $"{Environment.UserName}@{Environment.MachineName}";

    public static void Run(this Command command, Func<ParseResult, Wording, TerminalReport, CancellationToken, Task<int>> action)
    {
        command.Options.Add(Lang);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, action, cancellationToken));
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, Wording, TerminalReport, CancellationToken, Task<int>> action, CancellationToken cancellationToken)
    {
        var wording = Wording.In(parsed.GetValue(Lang));
        var report = new TerminalReport(AnsiConsole.Console, wording);
        try
        {
            return await action(parsed, wording, report, cancellationToken);
        }
        catch (OptionsValidationException exception)
        {
            return report.Refuse(wording.Format("ConfigurationWrong", string.Join('\n', exception.Failures)));
        }
        catch (DirectoryUnavailableException exception)
        {
            return report.Refuse(wording.Format("DirectoryUnavailable", exception.Message));
        }
        catch (DatabaseOldException)
        {
            return report.Refuse(wording["DatabaseOld"]);
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException { InnerException: DbException })
        {
            return report.Refuse(wording.Format("DatabaseUnavailable", exception.GetBaseException().Message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return report.Refuse(wording.Format("FilesUnreadable", exception.Message));
        }
    }

    private static Option<string?> CreateLang()
    {
        var lang = new Option<string?>("--lang") { Description = "Language: fr or en; the terminal's own when absent." };
        lang.AcceptOnlyFromAmong("fr", "en");
        return lang;
    }
}
