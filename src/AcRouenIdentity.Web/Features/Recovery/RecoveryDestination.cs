using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.AspNetCore.Mvc;

namespace AcRouenIdentity.Web.Features.Recovery;

/// <summary>Where somebody came from, and why. It goes with them from page to page in the address, and then with the ticket.</summary>
/// <param name="ReturnTo">Local path.</param>
public sealed record RecoveryDestination(string ReturnTo, RecoveryEntry Entry)
{
    /// <param name="typed">Of the address; anything that is no local path leads to the start page.</param>
    public static RecoveryDestination Of(IUrlHelper url, string? typed, string? theft) =>
        new(url.IsLocalUrl(typed) && typed!.StartsWith('/') ? typed : "~/", theft is "true" ? RecoveryEntry.Theft : RecoveryEntry.Forgotten);

    /// <summary>Another page of the recovery, with the same destination.</summary>
    public string To(string page) => Entry is RecoveryEntry.Theft ? $"{RecoveryPaths.For(page, ReturnTo)}&piratage=true" : RecoveryPaths.For(page, ReturnTo);
}
