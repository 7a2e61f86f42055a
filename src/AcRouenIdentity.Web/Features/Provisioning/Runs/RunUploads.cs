using AcRouenIdentity.Domain.Provisioning.Runs;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>Files that came through the page: they name people, so that they are gone once their run is over.</summary>
internal static class RunUploads
{
    public static void Delete(ProvisioningRun run)
    {
        if (run is { Origin: RunOrigin.Uploaded, IsOver: true } && System.IO.Directory.Exists(run.Source))
            System.IO.Directory.Delete(run.Source, recursive: true);
    }
}
