using System.Text.Json;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>A run in numbers, as its report keeps them.</summary>
public sealed record RunSummary
{
    public IReadOnlyDictionary<PlanKind, int> Lines { get; init; } = new Dictionary<PlanKind, int>();

    public int Unchanged { get; init; }

    public int LeftAsTheyAre { get; init; }

    public int EndedBeforeCreation { get; init; }

    public int OnlyInStaffFile { get; init; }

    public int Issues { get; init; }

    /// <summary>Establishments that are new or described otherwise.</summary>
    public int Establishments { get; init; }

    /// <summary>Of these, those that the directory refused, at the last attempt.</summary>
    public int EstablishmentsRefused { get; init; }

    /// <summary>Applied so far, conflicts left aside.</summary>
    public int Applied { get; init; }

    /// <summary>Refused by the directory.</summary>
    public int Failed { get; init; }

    /// <summary>Everything that was to be written is written.</summary>
    public bool IsWhole => Failed == 0 && EstablishmentsRefused == 0;

    /// <summary>Lines to apply: all but the conflicts.</summary>
    public int ToApply => Lines.Where(pair => pair.Key != PlanKind.Conflict).Sum(pair => pair.Value);

    public static RunSummary Of(PlanSummary plan, int issues, int establishments) => new()
    {
        Lines = plan.Lines,
        Unchanged = plan.Unchanged,
        LeftAsTheyAre = plan.LeftAsTheyAre,
        EndedBeforeCreation = plan.EndedBeforeCreation,
        OnlyInStaffFile = plan.OnlyInStaffFile,
        Issues = issues,
        Establishments = establishments,
    };

    public static RunSummary Read(string? json) => json is null ? new RunSummary() : JsonSerializer.Deserialize<RunSummary>(json)!;

    public string Write() => JsonSerializer.Serialize(this);
}
