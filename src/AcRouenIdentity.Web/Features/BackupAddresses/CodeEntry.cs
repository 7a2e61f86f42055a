namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>Where a code is typed that was sent: drawn by the partial view <c>_CodeEntry</c> on a page with the handlers Confirm and Send.</summary>
/// <param name="Minutes">For which a code is good.</param>
/// <param name="ReturnTo">Local path that the page goes on to; null where it has none.</param>
public sealed record CodeEntry(PendingCode Pending, int Minutes, BackupAddressForm Form, string? ReturnTo);
