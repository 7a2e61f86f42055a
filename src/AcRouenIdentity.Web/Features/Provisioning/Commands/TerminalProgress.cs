using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using Spectre.Console;

namespace AcRouenIdentity.Web.Features.Provisioning.Commands;

/// <summary>A bar with the time left on a terminal; a line a step where the output goes to a file.</summary>
internal static class TerminalProgress
{
    public static async Task<T> ShowAsync<T>(IAnsiConsole console, Wording wording, Func<IProgress<RunProgress>, Task<T>> work)
    {
        if (!console.Profile.Out.IsTerminal)
            return await work(new Lines(console, wording));

        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bars(context, wording)));
    }

    private static string Describe(Wording wording, RunProgress progress) =>
        progress switch
    {
        { Step: RunStep.Listing, Done: > 0, Total: 0 } => wording.Format("StagePeopleSoFar", progress.Done),
        { Step: RunStep.Applying, Total: > 0 } => wording.Format("StageAppliedSoFar", progress.Done, progress.Total),
        _ => wording.Of(progress.Step),
    };

    private sealed class Bars(ProgressContext context, Wording wording) : IProgress<RunProgress>
    {
        private ProgressTask? task;
        private RunStep? step;

        public void Report(RunProgress value)
        {
            if (task is null || step != value.Step)
            {
                task?.StopTask();
                task = context.AddTask(Markup.Escape(wording.Of(value.Step)), maxValue: 1);
                step = value.Step;
            }

            task.Description = Markup.Escape(Describe(wording, value));
            task.IsIndeterminate = value.Total == 0;
            task.Value = value.Total == 0 ? 0 : (double)value.Done / value.Total;
        }
    }

    private sealed class Lines(IAnsiConsole console, Wording wording) : IProgress<RunProgress>
    {
        private RunStep? step;

        public void Report(RunProgress value)
        {
            if (step == value.Step)
                return;
            step = value.Step;
            console.Profile.Out.Writer.WriteLine(wording.Of(value.Step));
        }
    }
}
