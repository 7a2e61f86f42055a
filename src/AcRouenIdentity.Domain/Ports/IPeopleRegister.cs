using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>Everybody in the academic directory, as planning needs them. It only reads.</summary>
public interface IPeopleRegister
{
    /// <summary>The facts that this directory keeps as feeds say them. Others of its people are empty, which means nothing.</summary>
    FeedFacts Kept { get; }

    /// <summary>
    /// Everybody, departed people included, in no order. Never a part of them: an outage on the way throws <see cref="DirectoryUnavailableException"/>.
    /// </summary>
    IAsyncEnumerable<KnownPerson> ListAsync(CancellationToken cancellationToken);
}
