using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.HelpDesk;

/// <summary>What somebody wrote of themselves and of their trouble. Nothing of it is verified, and all of it is confidential.</summary>
public sealed record CaseStatement
{
    public required string Name { get; init; }

    public string? School { get; init; }

    public string? MailAddress { get; init; }

    public string? Phone { get; init; }

    public string? PostalAddress { get; init; }

    /// <summary>Identifiant or professional address, as they wrote it.</summary>
    public string? Account { get; init; }

    /// <summary>Compared by the service, shown to nobody.</summary>
    public string? Numen { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }
}

/// <param name="Reference">What the person was told to quote.</param>
/// <param name="About">Null where nobody knows.</param>
/// <param name="Said">Null where nothing was written.</param>
public sealed record NewCase(string Reference, CaseOrigin Origin, Person? About, CaseStatement? Said);
