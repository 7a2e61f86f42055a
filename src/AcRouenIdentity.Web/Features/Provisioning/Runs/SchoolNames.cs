using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>What the directory calls the establishments that a report names by their UAI.</summary>
public sealed class SchoolNames(IDirectory directory)
{
    /// <summary>Those that the directory knows; none while it is away, when reports are needed most.</summary>
    public async Task<IReadOnlyDictionary<Rne, string>> FindAsync(IEnumerable<Rne> establishments, CancellationToken cancellationToken)
    {
        try
        {
            var found = await directory.FindEstablishmentsAsync([.. establishments.Distinct()], cancellationToken);
            return found.DistinctBy(school => school.Rne).ToDictionary(school => school.Rne, school => school.Name);
        }
        catch (DirectoryUnavailableException)
        {
            return new Dictionary<Rne, string>();
        }
    }
}
