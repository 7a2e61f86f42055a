using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>Warns the owner of an account, at every address known, of what may let somebody else in (DESIGN, invariant 4).</summary>
public interface IAccountNotices
{
    /// <summary>Adds the mails to what the caller saves: they leave with the change or not at all.</summary>
    Task TellAsync(Person person, AccountChange change, CancellationToken cancellationToken);
}
