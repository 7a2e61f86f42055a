namespace AcRouenIdentity.Domain.People;

/// <summary>A person as the academic directory describes them. Read-only: the directory is the one that changes.</summary>
public sealed record Person
{
    /// <summary>Never changes; tokens never carry it (DESIGN 4).</summary>
    public required DirectoryKey Key { get; init; }

    public required Login Login { get; init; }

    public Numen? Numen { get; init; }

    /// <summary>Name as displayed, accents kept.</summary>
    public required string DisplayName { get; init; }

    public required string GivenName { get; init; }

    public required string Surname { get; init; }

    /// <summary>Professional address; null until provisioning gave one.</summary>
    public MailAddress? Address { get; init; }

    /// <summary>BCP 47 tag of <c>preferredLanguage</c>, or null.</summary>
    public string? Language { get; init; }

    /// <summary>Civil title or grade of the feed (<c>title</c>), or null.</summary>
    public string? Title { get; init; }

    /// <summary>Type d'usager of the academic identity vector (<c>typensi</c>), or null.</summary>
    public string? UserType { get; init; }

    public required AccountState State { get; init; }

    /// <summary>Where the person serves and as what, main posting first; empty for people without establishment.</summary>
    public IReadOnlyList<Posting> Postings { get; init; } = [];

    /// <summary>Names of the groups of the directory that the person is in now; empty where groups are not read.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}

/// <summary>Key of a person in the directory: <c>ENTPersonJointure</c>, or an internal key for people outside the feeds.</summary>
public readonly record struct DirectoryKey(string Value)
{
    public override string ToString() => Value;
}

/// <summary>States of an account (DESIGN 4). Only <see cref="Active"/> gets tokens; <see cref="Announced"/> and <see cref="Provisioned"/> have not chosen a password yet.</summary>
public enum AccountState
{
    Announced,
    Provisioned,
    Active,
    Suspended,
    Departed,
    Erased,
}

/// <summary>One line of <c>ENTPersonFonctions</c> (AAF): establishment, function and discipline, each with its label.</summary>
public sealed record Posting(Rne Rne, string FunctionCode, string FunctionLabel, string? DisciplineCode, string? DisciplineLabel);

/// <summary>An establishment of the académie. <paramref name="TypeCode"/> is the short type (LYC, CLG), <paramref name="NatureCode"/> its code nature (300, 340), <paramref name="Sector"/> PU or PR.</summary>
public sealed record Establishment(Rne Rne, string Name, string TypeCode, string NatureCode, string Sector, string? Town)
{
    /// <summary>Its telephone number as the feed or the directory writes it, international: what the help desk calls back. Null where nobody says.</summary>
    public string? Phone { get; init; }
}
