using System.Globalization;
using Spectre.Console;

namespace AcRouenIdentity.Web.Features.Shared.Commands;

/// <summary>Where a command says what it does. Lines are written past Spectre, which would break them where the paper ends.</summary>
internal sealed class Terminal(IAnsiConsole console)
{
    public IAnsiConsole Console => console;

    public void Say(string text) => console.Profile.Out.Writer.WriteLine(text);

    /// <returns><see cref="ExitCodes.CannotRead"/>.</returns>
    public int Refuse(string reason)
    {
        Say(reason);
        return ExitCodes.CannotRead;
    }

    /// <summary>The answer is no, and this is why.</summary>
    /// <returns><see cref="ExitCodes.Stopped"/>.</returns>
    public int Stop(string reason)
    {
        Say(reason);
        return ExitCodes.Stopped;
    }

    public void WriteTable(IEnumerable<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table();
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(new Text(heading)));
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        console.Write(table);
    }

    /// <summary>English where it is asked for; French for everybody else.</summary>
    /// <param name="language">As asked, or null for the terminal's own.</param>
    public static CultureInfo CultureOf(string? language)
    {
        var asked = language ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return CultureInfo.GetCultureInfo(asked.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en-GB" : "fr-FR");
    }
}
