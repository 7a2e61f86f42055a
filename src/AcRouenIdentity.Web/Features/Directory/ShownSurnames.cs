using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Directory;

/// <summary>The birth names of those who chose to show theirs, and of nobody else.</summary>
internal sealed class ShownSurnames(IdentityDb db, PersonRecords records)
{
    /// <summary>By directory key, where one is known.</summary>
    /// <param name="keys">Of people who chose a form with their birth name.</param>
    public async Task<IReadOnlyDictionary<string, string>> FindOthersAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return new Dictionary<string, string>();
        var people = await db.People.AsNoTracking().Where(person => EF.Parameter(keys).Contains(person.DirectoryKey)).ToListAsync(cancellationToken);
        return people
            .Select(person => (person.DirectoryKey, records.Read(person).Facts.BirthName))
            .Where(person => !string.IsNullOrWhiteSpace(person.BirthName))
            .ToDictionary(person => person.DirectoryKey, person => person.BirthName!);
    }
}
