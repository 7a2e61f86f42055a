using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Attempts;

/// <summary>What each try asks, put into SQL once for the life of the host.</summary>
public sealed class AttemptQuestions
{
    /// <summary>By its key, to be changed.</summary>
    public Func<IdentityDb, string, CancellationToken, Task<AttemptCounter?>> Counter { get; } =
        EF.CompileAsyncQuery((IdentityDb db, string key, CancellationToken _) => db.AttemptCounters.AsTracking().SingleOrDefault(counter => counter.Key == key));
}
