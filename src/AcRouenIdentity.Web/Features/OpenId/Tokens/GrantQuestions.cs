using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Application = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreApplication;
using Grant = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreAuthorization;
using Token = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreToken;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>
/// The questions that each use of a token asks, put into SQL once for the life of the host. OpenIddict's own are worked out each time, and read client and grant along with each token.
/// </summary>
internal sealed class GrantQuestions
{
    public Func<IdentityDb, string, CancellationToken, Task<Token?>> Token { get; } =
        EF.CompileAsyncQuery((IdentityDb db, string id, CancellationToken _) => db.Set<Token>().AsTracking().FirstOrDefault(token => token.Id == id));

    public Func<IdentityDb, string, CancellationToken, Task<Token?>> TokenByReference { get; } =
        EF.CompileAsyncQuery((IdentityDb db, string reference, CancellationToken _) => db.Set<Token>().AsTracking().FirstOrDefault(token => token.ReferenceId == reference));

    public Func<IdentityDb, string, CancellationToken, Task<Grant?>> Authorization { get; } =
        EF.CompileAsyncQuery((IdentityDb db, string id, CancellationToken _) => db.Set<Grant>().AsTracking().FirstOrDefault(authorization => authorization.Id == id));

    public Func<IdentityDb, string, CancellationToken, Task<Application?>> Application { get; } =
        EF.CompileAsyncQuery((IdentityDb db, string id, CancellationToken _) => db.Set<Application>().AsTracking().FirstOrDefault(application => application.Id == id));

    /// <summary>By its <c>client_id</c>.</summary>
    public Func<IdentityDb, string, CancellationToken, Task<Application?>> Client { get; } =
        EF.CompileAsyncQuery((IdentityDb db, string clientId, CancellationToken _) => db.Set<Application>().AsTracking().FirstOrDefault(application => application.ClientId == clientId));

    /// <summary>By session and <c>client_id</c>, to be changed.</summary>
    public Func<IdentityDb, string, string, CancellationToken, Task<SessionClient?>> OfSession { get; } =
        EF.CompileAsyncQuery((IdentityDb db, string sessionId, string clientId, CancellationToken _) =>
            db.Set<SessionClient>().AsTracking().SingleOrDefault(row => row.SessionId == sessionId && row.ClientId == clientId));

    /// <summary>Identifier of the authorization of a session and a <c>client_id</c>, while it is good.</summary>
    public Func<IdentityDb, string, string, CancellationToken, Task<string?>> Standing { get; } =
        EF.CompileAsyncQuery((IdentityDb db, string sessionId, string clientId, CancellationToken _) => db.Set<SessionClient>()
            .Where(row => row.SessionId == sessionId && row.ClientId == clientId)
            .Join(db.Set<Grant>().Where(authorization => authorization.Status == Statuses.Valid), row => row.AuthorizationId, authorization => authorization.Id, (row, authorization) => row.AuthorizationId)
            .SingleOrDefault());
}
