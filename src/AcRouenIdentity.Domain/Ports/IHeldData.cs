using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>What one part of the service holds of a person, told to that person and to nobody else: no secret, no hash, and nothing that names somebody else.</summary>
public interface IHeldData
{
    HeldTopic Topic { get; }

    /// <summary>By the settings in force; null where no time ends it. What the time counts from is said in the text of the topic.</summary>
    TimeSpan? KeptFor { get; }

    /// <param name="owner">Whose data they are.</param>
    /// <param name="subject"><c>sub</c> of the same person.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, CancellationToken cancellationToken);
}
