using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MyAccount.Data;

/// <summary>Applications that were given tokens under a session that is remembered, and what each may receive.</summary>
internal sealed class ApplicationsHeld(IdentityDb db, IApplicationAccess applications, IStringLocalizer<MyAccountTexts> texts, IOptions<SessionKeepingOptions> options) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Applications;

    public TimeSpan? KeptFor => options.Value.KeepEndedFor;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var grants = await db.Set<SessionClient>().AsNoTracking()
            .Join(db.Sessions.Where(session => session.Subject == subject), grant => grant.SessionId, session => session.Id, (grant, _) => grant)
            .ToListAsync(cancellationToken);
        foreach (var of in grants.GroupBy(grant => grant.ClientId).OrderBy(of => of.Key, StringComparer.Ordinal))
        {
            var scopes = applications.ScopesOf(of.Key);
            yield return HeldRecord.Of(
                Held.Text("name", applications.NameOf(of.Key)),
                Held.Text("clientId", of.Key),
                Held.Records("receives", [.. scopes.Select(Describe)]),
                Held.Moment("since", of.Min(grant => grant.FirstAt)),
                Held.Moment("lastAt", of.Max(grant => grant.LastAt)));
        }
    }

    private HeldRecord Describe(string scope)
    {
        var words = texts[$"Scope_{scope}"];
        return HeldRecord.Of(new HeldField("scope", new HeldValue.Choice(scope, words.ResourceNotFound ? scope : words.Value)));
    }
}
