using Spectre.Console;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>A bar with the time left on a terminal; a line a stage where the output goes to a file.</summary>
internal static class TerminalProgress
{
    public static async Task<T> ShowAsync<T>(IAnsiConsole console, Wording wording, Func<IProgress<PreviewProgress>, Task<T>> work)
    {
        if (!console.Profile.Out.IsTerminal)
            return await work(new Lines(console, wording));

        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bars(context, wording)));
    }

    private static string Describe(Wording wording, PreviewProgress progress) =>
        progress.Stage == PreviewStage.People && progress.People > 0 ? wording.Format("StagePeopleSoFar", progress.People) : wording.Of(progress.Stage);

    private sealed class Bars(ProgressContext context, Wording wording) : IProgress<PreviewProgress>
    {
        private ProgressTask? task;
        private PreviewStage? stage;

        public void Report(PreviewProgress value)
        {
            if (task is null || stage != value.Stage)
            {
                task?.StopTask();
                task = context.AddTask(Markup.Escape(wording.Of(value.Stage)), maxValue: 1);
                stage = value.Stage;
            }

            task.Description = Markup.Escape(Describe(wording, value));
            task.IsIndeterminate = value.Share is null;
            task.Value = value.Share ?? 0;
        }
    }

    private sealed class Lines(IAnsiConsole console, Wording wording) : IProgress<PreviewProgress>
    {
        private PreviewStage? stage;

        public void Report(PreviewProgress value)
        {
            if (stage == value.Stage)
                return;
            stage = value.Stage;
            console.Profile.Out.Writer.WriteLine(wording.Of(value.Stage));
        }
    }
}
