using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;

namespace AcRouenIdentity.Web.Features.Passkeys;

/// <summary>What a key is called and when it served; nothing of the key itself.</summary>
internal sealed class PasskeysHeld(PasskeyBook book) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Passkeys;

    public TimeSpan? KeptFor => null;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var passkey in await book.FindAsync(subject, cancellationToken))
        {
            yield return HeldRecord.Of(
                Held.Text("name", passkey.Name),
                Held.Text("model", Authenticators.NameOf(passkey.Aaguid)),
                Held.Text("reachedBy", passkey.Transports),
                Held.Flag("copiedToOtherDevices", passkey.IsBackedUp),
                Held.Moment("addedAt", passkey.CreatedAt),
                Held.Moment("lastUsedAt", passkey.LastUsedAt));
        }
    }
}
