using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Web.Features.Shared.Errors;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.Status.Trouble;

/// <summary>"I cannot sign in": a question, its answers as links, and behind each what to do. Needs neither script nor database.</summary>
[AllowAnonymous, WorksInOutage]
public sealed class TroublePage(ServiceBoard board, AssistanceForm form) : PageModel
{
    private static readonly Dictionary<string, TroubleCase> Cases = new(StringComparer.Ordinal)
    {
        ["refus"] = TroubleCase.Refused,
        ["maintenance"] = TroubleCase.Maintenance,
        ["acces-retire"] = TroubleCase.AccessRemoved,
        ["essais"] = TroubleCase.TooManyTries,
    };

    /// <summary>Null while nothing was chosen.</summary>
    public TroubleCase? Case { get; private set; }

    /// <summary>Null where the case has nothing to do with it.</summary>
    public BoardState? Board { get; private set; }

    public bool HasForm => form.IsOffered;

    public AttemptSchedule Tries => AttemptSchedule.OnePlace;

    public async Task<IActionResult> OnGetAsync(string? cas, CancellationToken cancellationToken)
    {
        if (cas is null)
            return Page();
        if (!Cases.TryGetValue(cas, out var chosen))
            return NotFound();

        Case = chosen;
        Board = chosen == TroubleCase.Maintenance ? await board.LookAsync(cancellationToken) : null;
        return Page();
    }
}

public enum TroubleCase
{
    /// <summary>The page says that the name or the password is wrong.</summary>
    Refused,
    Maintenance,
    AccessRemoved,
    TooManyTries,
}
