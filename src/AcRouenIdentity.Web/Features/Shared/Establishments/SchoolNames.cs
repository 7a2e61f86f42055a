using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;

namespace AcRouenIdentity.Web.Features.Shared.Establishments;

/// <summary>What the directory calls the establishments that pages and reports name by their UAI.</summary>
public sealed class SchoolNames(IDirectory directory)
{
    /// <summary>By their UAI; what is none is left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FindAsync(IEnumerable<string?> uais, CancellationToken cancellationToken)
    {
        var known = await FindAsync(uais.Where(uai => Rne.TryParse(uai, out _)).Select(uai => Rne.Parse(uai!)), cancellationToken);
        return known.ToDictionary(school => school.Key.ToString(), school => school.Value);
    }

    /// <summary>Those that the directory knows; none while it is away, when reports are needed most.</summary>
    public async Task<IReadOnlyDictionary<Rne, string>> FindAsync(IEnumerable<Rne> establishments, CancellationToken cancellationToken) =>
        (await FindSchoolsAsync(establishments, cancellationToken)).ToDictionary(school => school.Key, school => school.Value.Name);

    /// <summary>All that the directory says of them; none while it is away.</summary>
    public async Task<IReadOnlyDictionary<Rne, Establishment>> FindSchoolsAsync(IEnumerable<Rne> establishments, CancellationToken cancellationToken)
    {
        try
        {
            var found = await directory.FindEstablishmentsAsync([.. establishments.Distinct()], cancellationToken);
            return found.DistinctBy(school => school.Rne).ToDictionary(school => school.Rne);
        }
        catch (DirectoryUnavailableException)
        {
            return new Dictionary<Rne, Establishment>();
        }
    }
}
