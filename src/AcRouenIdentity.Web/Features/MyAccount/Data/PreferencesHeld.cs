using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.MyAccount.Preferences;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.MyAccount.Data;

internal sealed class PreferencesHeld(IdentityDb db, IStringLocalizer<PreferencesTexts> texts) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Preferences;

    public TimeSpan? KeptFor => null;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chosen = db.Accounts.AsNoTracking().Where(account => account.DirectoryKey == owner.Key.Value && (account.Language != null || account.NameForm != null));
        await foreach (var account in chosen.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return HeldRecord.Of(
                Held.Text("language", account.Language),
                Held.Choice<NameForm>("nameForm", account.NameForm, form => texts[$"Name{form}"]),
                Held.Moment("nameChosenAt", account.NameChosenAt));
        }
    }
}
