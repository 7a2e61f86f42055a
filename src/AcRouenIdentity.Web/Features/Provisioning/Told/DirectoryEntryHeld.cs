using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Shared.Establishments;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.Told;

/// <summary>The entry of the academic directory, as this service reads it; its password is the directory's secret.</summary>
internal sealed class DirectoryEntryHeld(IDirectory directory, PeopleWords words, SchoolNames schools, IOptions<ProvisioningOptions> options) : IHeldData
{
    public HeldTopic Topic => HeldTopic.DirectoryEntry;

    public TimeSpan? KeptFor => TimeSpan.FromDays(options.Value.DaysKeptAfterDeparture);

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Anew: the person of a page is named as they chose.
        if (await directory.FindAsync(owner.Key, cancellationToken) is not { } person)
            yield break;

        var names = await schools.FindAsync(person.Postings.Select(posting => posting.Rne), cancellationToken);
        yield return HeldRecord.Of(
            Held.Text("key", person.Key.ToString()),
            Held.Text("login", person.Login.ToString()),
            Held.Text("address", person.Address?.ToString()),
            words.State(person.State),
            Held.Text("displayName", person.DisplayName),
            Held.Text("givenName", person.GivenName),
            Held.Text("surname", person.Surname),
            Held.Text("numen", person.Numen?.Reveal()),
            Held.Text("language", person.Language),
            Held.Text("title", person.Title),
            Held.Text("userType", person.UserType),
            Held.Records("postings", PeopleWords.Postings(person.Postings, names)));
    }
}
