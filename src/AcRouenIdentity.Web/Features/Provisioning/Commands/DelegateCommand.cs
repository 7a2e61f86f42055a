using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Web.Features.Provisioning.Pages;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Shared.Commands;
using AcRouenIdentity.Web.Features.Shared.Notices;

namespace AcRouenIdentity.Web.Features.Provisioning.Commands;

/// <summary>
/// <c>people delegate</c>: what the page of heads of school does, under the same rules, for any establishment. 0 when the account is there, 1 when a rule or the directory
/// refuses it, 2 when something is not understood.
/// </summary>
internal static class DelegateCommand
{
    private static readonly Option<string> GivenName = new("--given-name") { Description = "Given name.", Required = true };
    private static readonly Option<string> Surname = new("--surname") { Description = "Surname.", Required = true };
    private static readonly Option<Civility?> Civility = new("--civility") { Description = "How the person is addressed; not said when absent." };
    private static readonly Option<string> BirthDate = new("--birth-date") { Description = "Recognises the person if a feed names them one day.", Required = true };
    private static readonly Option<string> School = new("--school") { Description = "Establishment that employs them (UAI).", Required = true };
    private static readonly Option<DelegatedFunction> Function = new("--function") { Description = "What they do there.", Required = true };
    private static readonly Option<string?> Mission = new("--mission") { Description = "In a few words, for the function Mission." };
    private static readonly Option<string> Until = new("--until") { Description = "Last day of service: today at the earliest, in a year at the latest.", Required = true };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why; kept in the person's history." };
    private static readonly Option<bool> SomebodyElse = new("--somebody-else") { Description = "Somebody of the same names and birth date is there, and is another person." };

    public static Command Create()
    {
        var command = new Command("delegate", "Open an account for somebody whom no feed names, until a day.")
        {
            GivenName, Surname, Civility, BirthDate, School, Function, Mission, Until, Reason, SomebodyElse,
        };
        command.Run(DelegateAsync);
        return command;
    }

    private static async Task<int> DelegateAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        var form = FormOf(parsed);
        if (!Rne.TryParse(form.School, out var school))
            return report.Refuse(wording["SchoolMalformed"]);
        if (form.BirthDate is null || form.End is null)
            return report.Refuse(wording["DateMalformed"]);
        if (WrongIn(form) is { } wrong)
            return report.Refuse(wording[wrong]);

        await using var host = await CommandHost.BuildAsync(cancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        if (!Delegation.IsPossibleBirth(form.BirthDate.Value, PublicDay.Of(scope.ServiceProvider.GetRequiredService<TimeProvider>())))
            return report.Refuse(wording["BirthDateImpossible"]);
        if (await scope.ServiceProvider.GetRequiredService<IDirectory>().FindEstablishmentsAsync([school], cancellationToken) is [])
            return report.Refuse(wording.Format("SchoolUnknown", school));

        var decider = new Decider(CommandFrame.Typist, parsed.GetValue(Reason));
        return Tell(await scope.ServiceProvider.GetRequiredService<Delegation>().OpenAsync(form.ToPerson(school), form.Check, decider, cancellationToken), wording, report);
    }

    /// <summary>The key of what the form has against it, or null.</summary>
    private static string? WrongIn(DelegationForm form)
    {
        var wrong = new List<ValidationResult>();
        Validator.TryValidateObject(form, new ValidationContext(form), wrong, validateAllProperties: true);
        return wrong is [var first, ..] ? first.ErrorMessage
            : form is { Function: DelegatedFunction.Mission } && string.IsNullOrWhiteSpace(form.Mission) ? "MissionMissing"
            : null;
    }

    private static DelegationForm FormOf(ParseResult parsed) => new()
    {
        GivenName = parsed.GetRequiredValue(GivenName),
        Surname = parsed.GetRequiredValue(Surname),
        Civility = parsed.GetValue(Civility),
        BirthDate = CommandFrame.FindDay(parsed.GetRequiredValue(BirthDate)),
        School = parsed.GetRequiredValue(School),
        Function = parsed.GetRequiredValue(Function),
        Mission = parsed.GetValue(Mission),
        End = CommandFrame.FindDay(parsed.GetRequiredValue(Until)),
        IsSomebodyElse = parsed.GetValue(SomebodyElse),
    };

    private static int Tell(DelegationOutcome outcome, Wording wording, TerminalReport report)
    {
        report.Say(outcome switch
        {
            DelegationOutcome.Opened opened => wording.Format("DelegatedByCommand", opened.Login, opened.Address),
            DelegationOutcome.Resembles resembles => wording.Format("DelegatedResembles", string.Join(", ", resembles.Logins)),
            DelegationOutcome.EndRefused => wording["EndRefused"],
            DelegationOutcome.RefusedByDirectory => wording["PersonDecisionRefusedByDirectory"],
            _ => throw new InvalidOperationException("A closed set."),
        });
        return outcome is DelegationOutcome.Opened ? ExitCodes.Done : ExitCodes.Stopped;
    }
}
