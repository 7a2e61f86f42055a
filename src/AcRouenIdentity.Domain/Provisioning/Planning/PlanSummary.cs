using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>A plan in numbers.</summary>
public sealed record PlanSummary
{
    public required IReadOnlyDictionary<PlanKind, int> Lines { get; init; }

    /// <summary>Known, and the same afterwards.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Known or new, and left as they are since their record could not be read.</summary>
    public required int LeftAsTheyAre { get; init; }

    /// <summary>New in the feed, with an end of service that is past: not created.</summary>
    public required int EndedBeforeCreation { get; init; }

    /// <summary>In the HR file alone.</summary>
    public required int OnlyInStaffFile { get; init; }

    /// <summary>Before somebody applies this plan they must confirm each of these under their name.</summary>
    public required IReadOnlyList<ConfirmationNeeded> Confirmations { get; init; }
}

/// <summary>Why a plan stops.</summary>
public abstract record ConfirmationNeeded
{
    private ConfirmationNeeded()
    {
    }

    public sealed record ManyAccountsClose(int Closed, int Open) : ConfirmationNeeded;

    /// <summary><paramref name="People"/> had open accounts there; nobody will.</summary>
    public sealed record EstablishmentEmpties(Rne Establishment, int People) : ConfirmationNeeded;
}
