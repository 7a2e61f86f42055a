using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Search;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Search;

/// <summary>Asks the directory what the establishments are called where people serve: feeds bring most names, and somebody may change one in the directory.</summary>
public sealed class SchoolReading(IdentityDb db, IDirectory directory)
{
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var served = await db.People.Select(person => person.Establishments).Distinct().ToListAsync(cancellationToken);
        Rne[] schools = [.. served.SelectMany(some => some.Split(';', StringSplitOptions.RemoveEmptyEntries)).Distinct().Select(Rne.Parse)];
        await db.NoteSchoolsAsync(await directory.FindEstablishmentsAsync(schools, cancellationToken), cancellationToken);
    }
}
