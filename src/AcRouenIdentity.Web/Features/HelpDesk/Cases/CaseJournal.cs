using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;

namespace AcRouenIdentity.Web.Features.HelpDesk.Cases;

/// <summary>Writes what is done in a case into it.</summary>
public sealed class CaseJournal(IdentityDb db, CaseVault vault, TimeProvider clock)
{
    public const int LongestText = 4000;

    /// <summary>Adds a line to what the caller saves; the case is changed with it, so that of two agents at once one reads again.</summary>
    /// <param name="what">Name of the act, step or outcome; null where there is none.</param>
    /// <param name="text">What was written: a NUMEN, an INA or a code in it goes no further.</param>
    public void Write(CaseFile file, CaseEntryKind kind, string? what = null, string? text = null)
    {
        Write(file.Case, file.Agent, kind, what, text);
        file.Case.Touch();
    }

    public void Write(AssistanceCase about, Person? by, CaseEntryKind kind, string? what = null, string? text = null) => db.Add(new CaseEntry
    {
        CaseId = about.Id,
        At = clock.GetUtcNow(),
        By = by?.Login.ToString(),
        Kind = kind,
        What = what,
        Text = string.IsNullOrWhiteSpace(text) ? null : vault.CloseNote(ConfidentialIdentifiers.Hide(text.Trim())),
    });
}
