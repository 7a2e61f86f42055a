using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Recovery.ByMail;

/// <summary>Where the code of a mail is typed, or brought by its link. Opening it uses nothing; the button does.</summary>
public sealed class CodePage(
    RecoveryTickets tickets, MailCodeProof proof, RecoveryCompletion completion, IStringLocalizer<RecoveryTexts> texts, IOptions<RecoveryOptions> options, TimeProvider clock)
    : RecoveryPage(texts)
{
    [BindProperty]
    public MailCodeForm Form { get; set; } = new();

    /// <summary>A code is waited for in this browser, whether one has left or not.</summary>
    public bool IsAwaited { get; private set; }

    /// <summary>One was waited for, and is not any more.</summary>
    public bool IsRefused { get; private set; }

    public int Minutes => (int)options.Value.MailCodeLifetime.TotalMinutes;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var (ticket, now) = (await tickets.FindAsync(HttpContext, cancellationToken), clock.GetUtcNow());
        if (ticket?.IsProven(now) == true)
            return LocalRedirect(Destination.To(RecoveryPaths.SecondFactor));
        IsAwaited = ticket?.Awaits(now) == true;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        IsAwaited = true;
        if (!ModelState.IsValid)
            return Page();

        return await proof.RedeemAsync(HttpContext, Form.Code, cancellationToken) switch
        {
            MailCodeVerdict.Proven => await ContinueAsync(cancellationToken),
            MailCodeVerdict.Wait wait => RefuseFor(wait.For, "TooManyTries"),
            MailCodeVerdict.Refused => Refuse("Form.Code", "CodeWrong"),
            _ => NoneAwaited(),
        };
    }

    private async Task<IActionResult> ContinueAsync(CancellationToken cancellationToken) =>
        await completion.ContinueAsync(HttpContext, cancellationToken) is { } next ? LocalRedirect(next) : NoneAwaited();

    private PageResult NoneAwaited()
    {
        (IsAwaited, IsRefused) = (false, true);
        ModelState.Clear();
        return Page();
    }
}

[TextsOf(typeof(RecoveryTexts))]
public sealed class MailCodeForm
{
    [Display(Name = "CodeLabel", Description = "CodeHint")]
    [Required(ErrorMessage = "CodeMissing")]
    [StringLength(32, ErrorMessage = "CodeWrong")]
    public string? Code { get; set; }
}
