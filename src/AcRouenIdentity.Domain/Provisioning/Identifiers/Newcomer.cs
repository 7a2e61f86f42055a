using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>Somebody who needs a login and an address. Names as the feed writes them.</summary>
public sealed record Newcomer(DirectoryKey Key, string? GivenName, string? Surname);

/// <summary>What a newcomer gets.</summary>
public sealed record GivenIdentity(DirectoryKey Key, Login Login, MailAddress Address, IdentifierRemarks Remarks);
