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

/// <summary>Applications that were given tokens under a session that is remembered, what each may receive, and which the person agreed to.</summary>
internal sealed class ApplicationsHeld(IdentityDb db, IApplicationAccess applications, IStringLocalizer<MyAccountTexts> texts, IOptions<SessionKeepingOptions> options) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Applications;

    public TimeSpan? KeptFor => options.Value.KeepEndedFor;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var grants = await db.Set<SessionClient>().AsNoTracking()
            .Join(db.Sessions.Where(session => session.Subject == subject), grant => grant.SessionId, session => session.Id, (grant, _) => grant)
            .ToListAsync(cancellationToken);
        var consents = await db.Set<Consent>().AsNoTracking().Where(consent => consent.Subject == subject).ToDictionaryAsync(consent => consent.ClientId, cancellationToken);
        foreach (var clientId in grants.Select(grant => grant.ClientId).Union(consents.Keys).Order(StringComparer.Ordinal))
        {
            var of = grants.Where(grant => grant.ClientId == clientId).ToList();
            yield return HeldRecord.Of(
                Held.Text("name", applications.NameOf(clientId)),
                Held.Text("clientId", clientId),
                Held.Records("receives", [.. applications.ScopesOf(clientId).Select(Describe)]),
                Held.Moment("agreedAt", consents.GetValueOrDefault(clientId)?.GivenAt),
                Held.Moment("since", of.Count == 0 ? null : of.Min(grant => grant.FirstAt)),
                Held.Moment("lastAt", of.Count == 0 ? null : of.Max(grant => grant.LastAt)));
        }
    }

    private HeldRecord Describe(string scope)
    {
        var words = texts[$"Scope_{scope}"];
        return HeldRecord.Of(new HeldField("scope", new HeldValue.Choice(scope, words.ResourceNotFound ? scope : words.Value)));
    }
}
