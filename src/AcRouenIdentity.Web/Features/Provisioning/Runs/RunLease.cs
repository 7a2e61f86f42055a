using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Shared.Work;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>Who holds the lease of a run.</summary>
internal static class RunLease
{
    public static string Mine => Worker.Mine;

    public static bool IsLeft(ProvisioningRun run, DateTimeOffset now) => run.Slot is null || Worker.IsGone(run.LeaseOwner, run.LeaseUntil, now);
}
