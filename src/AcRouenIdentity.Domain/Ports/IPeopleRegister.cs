using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>Everybody in the academic directory, as planning needs them. It only reads.</summary>
public interface IPeopleRegister
{
    /// <summary>The facts that this directory keeps as feeds say them. Others of its people are empty, which means nothing.</summary>
    FeedFacts Kept { get; }

    /// <summary>What a state becomes when it is written to this directory and read again: some know fewer.</summary>
    AccountState ReadsAs(AccountState state);

    /// <summary>
    /// Everybody, departed people included, in no order. Never a part of them: an outage on the way throws <see cref="DirectoryUnavailableException"/>.
    /// </summary>
    IAsyncEnumerable<KnownPerson> ListAsync(CancellationToken cancellationToken);
}
