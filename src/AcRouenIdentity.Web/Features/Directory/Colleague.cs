namespace AcRouenIdentity.Web.Features.Directory;

/// <summary>Somebody as colleagues see them: nothing else of them leaves this slice.</summary>
/// <param name="Card">Stands for them in addresses.</param>
/// <param name="Address">Professional; null for whoever has none yet.</param>
/// <param name="Occupations">The main one first.</param>
public sealed record Colleague(string Card, string GivenName, string Surname, string? Address, IReadOnlyList<Occupation> Occupations)
{
    public string Name => $"{GivenName} {Surname}".Trim();
}

/// <param name="School">Its name; its UAI where the directory does not name it.</param>
/// <param name="Function">Null for whoever belongs to the establishment without a function.</param>
public sealed record Occupation(string School, string? Town, string? Function, string? Discipline);
