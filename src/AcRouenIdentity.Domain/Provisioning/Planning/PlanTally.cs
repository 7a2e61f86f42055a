using System.Runtime.InteropServices;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>Counts a plan, person by person.</summary>
internal sealed class PlanTally
{
    private readonly Dictionary<PlanKind, int> lines = [];
    private readonly Dictionary<DecisionKind, int> decisions = [];
    private readonly Dictionary<Rne, (int Before, int After)> staff = [];
    private int unchanged;
    private int open;
    private int closed;

    /// <param name="line">Of the line that the decision gives; null for none.</param>
    public void Count(Decision decision, PlanKind? line)
    {
        if (line is { } kind)
            Count(kind);
        CollectionsMarshal.GetValueRefOrAddDefault(decisions, decision.Kind, out _)++;
        unchanged += line is null && decision.Kind == DecisionKind.Planned ? 1 : 0;
        CountAccounts(decision);
    }

    public void Count(PlanKind kind) => CollectionsMarshal.GetValueRefOrAddDefault(lines, kind, out _)++;

    public PlanSummary Summary(PlanRules rules) => new()
    {
        Lines = lines,
        Unchanged = unchanged,
        LeftAsTheyAre = decisions.GetValueOrDefault(DecisionKind.LeftAsTheyAre),
        EndedBeforeCreation = decisions.GetValueOrDefault(DecisionKind.EndedBeforeCreation),
        OnlyInStaffFile = decisions.GetValueOrDefault(DecisionKind.OnlyInStaffFile),
        Confirmations = [.. Confirmations(rules)],
    };

    private void CountAccounts(Decision decision)
    {
        var wasOpen = decision.Before?.IsOpen == true;
        var isOpen = decision.After?.IsOpen == true;
        open += wasOpen ? 1 : 0;
        closed += wasOpen && !isOpen ? 1 : 0;
        if (wasOpen && decision.Before!.Facts.MainEstablishment is { } left)
            CollectionsMarshal.GetValueRefOrAddDefault(staff, left, out _).Before++;
        if (isOpen && decision.After!.Facts.MainEstablishment is { } joined)
            CollectionsMarshal.GetValueRefOrAddDefault(staff, joined, out _).After++;
    }

    private IEnumerable<ConfirmationNeeded> Confirmations(PlanRules rules)
    {
        if (closed > open * rules.LargestShareClosed)
            yield return new ConfirmationNeeded.ManyAccountsClose(closed, open);
        foreach (var (establishment, people) in staff.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
        {
            if (people.Before > 0 && people.After == 0)
                yield return new ConfirmationNeeded.EstablishmentEmpties(establishment, people.Before);
        }
    }
}
