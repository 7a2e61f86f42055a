using System.Diagnostics;
using System.Globalization;
using AcRouenIdentity.Domain.Provisioning.Runs;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>Who holds the lease of a run: a process of a machine. On the same machine a dead one is recognised at once, elsewhere when its time is over.</summary>
internal static class RunLease
{
    /// <summary>This process, told apart from an earlier one with the same number by when it began.</summary>
    public static string Mine { get; } = Of(Process.GetCurrentProcess());

    public static bool IsLeft(ProvisioningRun run, DateTimeOffset now) => run.IsFree(now) || (run.LeaseOwner is { } owner && owner != Mine && IsDeadHere(owner));

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
