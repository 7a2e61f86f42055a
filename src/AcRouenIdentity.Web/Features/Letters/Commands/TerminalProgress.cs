using System.Globalization;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Web.Features.Shared.Commands;
using Spectre.Console;

namespace AcRouenIdentity.Web.Features.Letters.Commands;

/// <summary>A bar with the time left on a terminal; a line at each tenth of the way where the output goes to a file.</summary>
internal static class TerminalProgress
{
    private const int Lines = 10;

    public static async Task<LetterBatch> ShowAsync(Terminal terminal, Func<IProgress<LetterBatch>, Task<LetterBatch>> work)
    {
        if (!terminal.Console.Profile.Out.IsTerminal)
            return await work(new Tenths(terminal));

        return await terminal.Console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bar(context.AddTask(Markup.Escape(CommandWording.Text("StatePrinting"))))));
    }

    private static int Done(LetterBatch batch) => batch.Printed + batch.Withdrawn;

    private static string Describe(LetterBatch batch) => CommandWording.Text("Progress", Number(Done(batch)), Number(batch.Total));

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private sealed class Bar(ProgressTask task) : IProgress<LetterBatch>
    {
        public void Report(LetterBatch value)
        {
            task.Description = Markup.Escape(Describe(value));
            task.MaxValue = value.Total;
            task.Value = Done(value);
        }
    }

    private sealed class Tenths(Terminal terminal) : IProgress<LetterBatch>
    {
        private int told;

        public void Report(LetterBatch value)
        {
            var tenth = (int)((long)Done(value) * Lines / Math.Max(1, value.Total));
            if (tenth <= told)
                return;
            told = tenth;
            terminal.Say(Describe(value));
        }
    }
}
