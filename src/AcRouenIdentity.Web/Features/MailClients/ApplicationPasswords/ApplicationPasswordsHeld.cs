using System.Globalization;
using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.ApplicationPasswords;

/// <summary>What mail programs are called and when their passwords served; nothing of the passwords.</summary>
internal sealed class ApplicationPasswordsHeld(ApplicationPasswordBook book, IOptions<MailClientsOptions> options) : IHeldData
{
    public HeldTopic Topic => HeldTopic.ApplicationPasswords;

    public TimeSpan? KeptFor => options.Value.PasswordsUnusedFor;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (password, lastUsedAt) in await book.FindAsync(owner, cancellationToken))
        {
            yield return HeldRecord.Of(
                Held.Text("name", password.Name),
                Held.Text("beginning", password.Beginning),
                Held.Choice<MailUse>("use", password.Use, use => MailClientsWording.Text($"Use{use}", CultureInfo.CurrentUICulture)),
                Held.Moment("createdAt", password.CreatedAt),
                Held.Moment("lastUsedAt", lastUsedAt));
        }
    }
}
