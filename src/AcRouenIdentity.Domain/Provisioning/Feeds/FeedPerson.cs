using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Feeds;

/// <summary>A member of the staff as the academic feed (AAF, <c>PersEducNat</c>) describes them.</summary>
public sealed record FeedPerson
{
    public required DirectoryKey Key { get; init; }

    /// <summary>Nom d'usage, as written.</summary>
    public required string Surname { get; init; }

    public required string GivenName { get; init; }

    public IReadOnlyList<string> OtherGivenNames { get; init; } = [];

    /// <summary>Nom de famille (<c>ENTPersonNomPatro</c>).</summary>
    public string? BirthName { get; init; }

    public DateOnly? BirthDate { get; init; }

    public Civility? Civility { get; init; }

    /// <summary><c>ENTPersonStructRattach</c>, or the first posting where the feed does not say. A person always has one: others are left out.</summary>
    public required Rne MainEstablishment { get; init; }

    /// <summary>In the order of the feed, without those of unknown structures; empty for a person attached to an establishment without a function there.</summary>
    public IReadOnlyList<Posting> Postings { get; init; } = [];

    /// <summary><c>ENTPersonCategorieEnseignant</c>; null where the feed does not say.</summary>
    public bool? IsTeacher { get; init; }
}

public enum Civility
{
    Monsieur,
    Madame,
}

/// <summary>
/// What a delta replaces (<c>modifyRequest</c>). Only what <see cref="Said"/> names counts: there a null or empty value erases, elsewhere it means nothing.
/// The surname, the given name and the main establishment are never erased.
/// </summary>
public sealed record FeedPersonChange
{
    public required DirectoryKey Key { get; init; }

    public required FeedFacts Said { get; init; }

    public string? Surname { get; init; }

    public string? GivenName { get; init; }

    public IReadOnlyList<string> OtherGivenNames { get; init; } = [];

    public string? BirthName { get; init; }

    public DateOnly? BirthDate { get; init; }

    public Civility? Civility { get; init; }

    public Rne? MainEstablishment { get; init; }

    public IReadOnlyList<Posting> Postings { get; init; } = [];

    public bool? IsTeacher { get; init; }
}

/// <summary>What the HR file says of a person. Only what <see cref="Said"/> names has a column in the file: there null means empty, elsewhere nothing.</summary>
public sealed record FeedStaffFacts
{
    public required DirectoryKey Key { get; init; }

    public required FeedFacts Said { get; init; }

    /// <summary>Null for staff without NUMEN.</summary>
    public Numen? Numen { get; init; }

    public string? BirthName { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>First day of service.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last day of service, included; null for open-ended service.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Lines of the postal address, separated by <c>\n</c>, without empty ones.</summary>
    public string? PostalAddress { get; init; }
}

/// <summary>The facts that a record speaks of.</summary>
[Flags]
public enum FeedFacts
{
    None = 0,
    Surname = 1,
    GivenName = 2,
    OtherGivenNames = 4,
    BirthName = 8,
    BirthDate = 16,
    Civility = 32,
    MainEstablishment = 64,
    Postings = 128,
    IsTeacher = 256,
    Numen = 512,
    Start = 1024,
    End = 2048,
    PostalAddress = 4096,
}
