using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using AcRouenIdentity.Web.Features.HelpDesk.Acts;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.HelpDesk.Verification;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.HelpDesk.Pages;

/// <summary>One case: who calls, what is wrong, how sure it is that it is them, and what may be done. Every button asks again whether this agent may, for the person as the directory describes them now.</summary>
[Authorize(AccessPolicies.Agent)]
internal sealed class CasePage(
    CaseFiles files, CaseDesk desk, VerificationDesk verification, ActDesk acts, AddressRecording addresses, Approvals approvals, CaseSheets sheets, HelpAccess access, HelpDeskWording wording, IStringLocalizer<HelpDeskTexts> texts) : PageModel
{
    [FromRoute(Name = "reference")]
    public string? Reference { get; set; }

    /// <summary>What was done just before, to be said.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public CaseNotice? Notice { get; set; }

    [BindProperty]
    public CaseForm Form { get; set; } = new();

    public HelpDeskWording Wording => wording;

    public CaseSheet Sheet { get; private set; } = null!;

    /// <summary>Shown once, to be read aloud.</summary>
    public ActOutcome.CodeMade? Code { get; private set; }

    public bool IsMine => Sheet.Case.AssignedTo == Agent.Login.ToString();

    public bool MayApprove => access.MayAtAll(Agent, HelpAct.Approve);

    private Person Agent => HttpContext.CurrentPerson();

    public bool May(HelpAct act) => Sheet.About is { } person && access.Decide(Agent, act, person) is HelpVerdict.Allowed or HelpVerdict.NeedsSecond;

    public bool NeedsSecond(HelpAct act) => Sheet.About is { } person && access.Decide(Agent, act, person) is HelpVerdict.NeedsSecond;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => WithAsync(HelpAct.ReadCase, file => ShowAsync(file, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostTakeAsync(CancellationToken cancellationToken) => ChangeAsync(CaseNotice.Taken, file => desk.TakeAsync(file, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostPutBackAsync(CancellationToken cancellationToken) => ChangeAsync(CaseNotice.PutBack, file => desk.PutBackAsync(file, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostReopenAsync(CancellationToken cancellationToken) => ChangeAsync(CaseNotice.Reopened, file => desk.ReopenAsync(file, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken) =>
        ChangeAsync(CaseNotice.Closed, file => desk.CloseAsync(file, Form.Outcome, Form.Text, cancellationToken), cancellationToken);

    /// <summary>Whatever another agent did meanwhile, what was written is kept.</summary>
    public Task<IActionResult> OnPostNoteAsync(CancellationToken cancellationToken) => WithAsync(
        HelpAct.WorkOnCase, async file => await AnswerAsync(file, await desk.NoteAsync(file, Form.Text, cancellationToken), CaseNotice.Noted, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostIdentifyAsync(CancellationToken cancellationToken) => ChangeAsync(
        CaseNotice.Identified,
        file => Login.TryParse(Form.Login, out var login) ? desk.IdentifyAsync(file, login, cancellationToken) : Task.FromResult(CaseChange.Unknown),
        cancellationToken);

    /// <summary>A fact or a code that the person said.</summary>
    public Task<IActionResult> OnPostCheckAsync(CancellationToken cancellationToken) => VerifyAsync(file => verification.CheckAsync(file, Form.Step, Form.Typed, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostAttestAsync(CancellationToken cancellationToken) => VerifyAsync(file => verification.AttestAsync(file, Form.Step, Form.Typed, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostAskAsync(CancellationToken cancellationToken) => VerifyAsync(file => verification.AskAsync(file, Form.Step, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostActAsync(CancellationToken cancellationToken) => WithAsync(
        Form.Act,
        async file => IsStale(file)
            ? await RefuseAsync(file, $"{nameof(CaseChange)}_{CaseChange.ChangedMeanwhile}", cancellationToken)
            : await AnswerAsync(file, await acts.DoAsync(file, new ActRequest(Form.Act, Form.Text, Form.Address, Form.NewAddress), cancellationToken), cancellationToken),
        cancellationToken);

    /// <summary>The code that was sent to a new backup address.</summary>
    public Task<IActionResult> OnPostConfirmAddressAsync(CancellationToken cancellationToken) => WithAsync(
        HelpAct.RecordBackupAddress,
        async file => await addresses.RecordAsync(file, Form.Typed, cancellationToken) switch
        {
            CodeVerdict.Serves or CodeVerdict.Waits => Say(CaseNotice.AddressRecorded),
            { } verdict => await RefuseAsync(file, $"{nameof(CodeVerdict)}_{verdict}", cancellationToken),
            null => await RefuseAsync(file, $"{nameof(ActRefusal)}_{ActRefusal.NotInThisState}", cancellationToken),
        },
        cancellationToken);

    public Task<IActionResult> OnPostAskSecondAsync(CancellationToken cancellationToken) => WithAsync(
        Form.Act, async file => await AnswerAsync(file, await approvals.AskAsync(file, Form.Act, Form.Text, cancellationToken), CaseNotice.SecondAsked, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancellationToken) => DecideAsync(ApprovalState.Given, CaseNotice.Approved, cancellationToken);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken cancellationToken) => DecideAsync(ApprovalState.Declined, CaseNotice.Declined, cancellationToken);

    /// <summary>The page was made before somebody else did something in the case.</summary>
    private bool IsStale(CaseFile file) => Form.Version is { } shown && shown != file.Case.Version;

    private async Task<IActionResult> WithAsync(HelpAct act, Func<CaseFile, Task<IActionResult>> answer, CancellationToken cancellationToken) =>
        await files.FindAsync(Agent, Reference, act, cancellationToken) switch
        {
            CaseFinding.Found found => await answer(found.File),
            CaseFinding.Refused refused => LocalRedirect($"~{HelpDeskPaths.Desk}?refus={refused.Why}"),
            _ => LocalRedirect($"~{HelpDeskPaths.Desk}?inconnu=true"),
        };

    private Task<IActionResult> ChangeAsync(CaseNotice done, Func<CaseFile, Task<CaseChange>> change, CancellationToken cancellationToken) => WithAsync(
        HelpAct.WorkOnCase,
        async file => await AnswerAsync(file, IsStale(file) ? CaseChange.ChangedMeanwhile : await change(file), done, cancellationToken),
        cancellationToken);

    private Task<IActionResult> VerifyAsync(Func<CaseFile, Task<StepVerdict>> verify, CancellationToken cancellationToken) => WithAsync(
        HelpAct.Verify,
        async file => await verify(file) switch
        {
            StepVerdict.Passed => Say(CaseNotice.StepPassed),
            StepVerdict.Asked => Say(CaseNotice.StepAsked),
            var verdict => await RefuseAsync(file, $"{nameof(StepVerdict)}_{verdict}", cancellationToken),
        },
        cancellationToken);

    private Task<IActionResult> DecideAsync(ApprovalState decision, CaseNotice done, CancellationToken cancellationToken) => WithAsync(
        HelpAct.Approve, async file => await AnswerAsync(file, await approvals.DecideAsync(file, Form.Approval, decision, cancellationToken), done, cancellationToken), cancellationToken);

    private async Task<IActionResult> AnswerAsync(CaseFile file, CaseChange change, CaseNotice done, CancellationToken cancellationToken) =>
        change is CaseChange.Done ? Say(done) : await RefuseAsync(file, $"{nameof(CaseChange)}_{change}", cancellationToken);

    private async Task<IActionResult> AnswerAsync(CaseFile file, ApprovalVerdict verdict, CaseNotice done, CancellationToken cancellationToken) =>
        verdict is ApprovalVerdict.Done ? Say(done) : await RefuseAsync(file, $"{nameof(ApprovalVerdict)}_{verdict}", cancellationToken);

    private async Task<IActionResult> AnswerAsync(CaseFile file, ActOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case ActOutcome.Done:
                return Say(CaseNotice.ActDone);
            case ActOutcome.CodeSent:
                return Say(CaseNotice.CodeSent);
            case ActOutcome.CodeMade made:
                Code = made;
                Response.Headers.CacheControl = "no-store";
                return await ShowAgainAsync(cancellationToken);
            case ActOutcome.NotVerified lack:
                ModelState.AddModelError(string.Empty, wording.WhyNot(lack));
                return await ShowAgainAsync(cancellationToken);
            case ActOutcome.Refused refused:
                return await RefuseAsync(file, $"{nameof(ActRefusal)}_{refused.Why}", cancellationToken);
            default:
                return await RefuseAsync(file, "NeedsSecond", cancellationToken);
        }
    }

    private LocalRedirectResult Say(CaseNotice notice) => LocalRedirect($"~{HelpDeskPaths.Case(Reference!)}?fait={notice}");

    private async Task<IActionResult> RefuseAsync(CaseFile file, string key, CancellationToken cancellationToken)
    {
        ModelState.AddModelError(string.Empty, texts[key, file.Case.AssignedTo ?? ""]);
        return await ShowAgainAsync(cancellationToken);
    }

    /// <summary>As it is now, whatever was read of it before.</summary>
    private Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken) => WithAsync(HelpAct.ReadCase, file => ShowAsync(file, cancellationToken), cancellationToken);

    private async Task<IActionResult> ShowAsync(CaseFile file, CancellationToken cancellationToken)
    {
        Sheet = await sheets.ReadAsync(file, cancellationToken);
        return Page();
    }
}

public enum CaseNotice
{
    Taken,
    PutBack,
    Reopened,
    Closed,
    Noted,
    Identified,
    StepPassed,
    StepAsked,
    ActDone,
    CodeSent,
    AddressRecorded,
    SecondAsked,
    Approved,
    Declined,
}
