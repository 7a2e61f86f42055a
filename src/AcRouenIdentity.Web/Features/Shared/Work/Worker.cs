using System.Diagnostics;
using System.Globalization;

namespace AcRouenIdentity.Web.Features.Shared.Work;

/// <summary>A process of a machine that holds the lease of some work. On the same machine a dead one is recognised at once, elsewhere when its time is over.</summary>
public static class Worker
{
    /// <summary>This process, told apart from an earlier one with the same number by when it began.</summary>
    public static string Mine { get; } = Of(Process.GetCurrentProcess());

    /// <summary>Nobody works there any more.</summary>
    public static bool IsGone(string? owner, DateTimeOffset? leaseUntil, DateTimeOffset now) =>
        owner is null || leaseUntil is null || leaseUntil < now || (owner != Mine && IsDeadHere(owner));

    private static string Of(Process process) => string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}/{process.Id}/{new DateTimeOffset(process.StartTime).ToUnixTimeSeconds()}");

    private static bool IsDeadHere(string owner)
    {
        if (owner.Split('/') is not [var machine, var id, _] || machine != Environment.MachineName)
            return false;
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return Of(process) != owner;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
