using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;

namespace AcRouenIdentity.Web.Features.HelpDesk.Pages;

/// <summary>What the forms of a case send, each a part of it. It names no person: whom the case is about is never what a form says.</summary>
public sealed class CaseForm
{
    /// <summary>Of the case as the page showed it.</summary>
    public int? Version { get; set; }

    public VerificationStep Step { get; set; }

    /// <summary>What the person said.</summary>
    [StringLength(200)]
    public string? Typed { get; set; }

    public HelpAct Act { get; set; }

    /// <summary>A note, or the reason of an act.</summary>
    [StringLength(CaseJournal.LongestText)]
    public string? Text { get; set; }

    public CaseOutcome Outcome { get; set; }

    [StringLength(64)]
    public string? Login { get; set; }

    /// <summary>Of which backup address.</summary>
    public long? Address { get; set; }

    /// <summary>That the person wants as a backup address.</summary>
    [StringLength(254)]
    public string? NewAddress { get; set; }

    public long Approval { get; set; }
}
