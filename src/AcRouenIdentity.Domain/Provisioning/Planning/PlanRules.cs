using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>What an académie decides about plans.</summary>
public sealed record PlanRules
{
    /// <summary>Share of the open accounts above which closing them needs a named confirmation, 0 to 1.</summary>
    public decimal LargestShareClosed { get; init; } = 0.02m;

    /// <summary>Days between the end of service, or the first absence, and the loss of access.</summary>
    public int DaysOfGrace { get; init; } = 30;

    public BeforeServiceStarts BeforeServiceStarts { get; init; } = BeforeServiceStarts.KeepOpen;

    /// <summary>People of the feeds whom an officer declared to be others than the delegated person they resemble.</summary>
    public IReadOnlySet<DirectoryKey> DeclaredDistinct { get; init; } = new HashSet<DirectoryKey>();
}

/// <summary>What becomes of an active account whose service starts another day.</summary>
public enum BeforeServiceStarts
{
    /// <summary>HR files tell the next contract before the present one is over, and letters go out in August.</summary>
    KeepOpen,
    Suspend,
}
