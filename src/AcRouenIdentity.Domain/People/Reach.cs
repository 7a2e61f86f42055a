namespace AcRouenIdentity.Domain.People;

/// <summary>How far a role of somebody goes: nowhere, to establishments, to départements, or to the whole académie.</summary>
public sealed class Reach
{
    private readonly HashSet<string> departements = [];
    private readonly HashSet<Rne> establishments = [];

    private Reach()
    {
    }

    public static Reach Nowhere { get; } = new();

    public static Reach Everywhere { get; } = new() { IsEverywhere = true };

    public bool IsEverywhere { get; private init; }

    public bool IsNowhere => !IsEverywhere && departements.Count == 0 && establishments.Count == 0;

    /// <summary>First three digits of their UAI: <c>076</c>.</summary>
    public IReadOnlyCollection<string> Departements => departements;

    public IReadOnlyCollection<Rne> Establishments => establishments;

    public static Reach OfDepartement(string departement)
    {
        var reach = new Reach();
        reach.departements.Add(departement);
        return reach;
    }

    public static Reach OfEstablishments(IEnumerable<Rne> establishments)
    {
        var reach = new Reach();
        reach.establishments.UnionWith(establishments);
        return reach;
    }

    public Reach And(Reach other)
    {
        var both = new Reach { IsEverywhere = IsEverywhere || other.IsEverywhere };
        both.departements.UnionWith(departements);
        both.departements.UnionWith(other.departements);
        both.establishments.UnionWith(establishments);
        both.establishments.UnionWith(other.establishments);
        return both;
    }

    /// <summary>Somebody who serves there is within reach. Somebody without establishment is within reach of the whole académie alone.</summary>
    public bool Covers(IEnumerable<Rne> serves) => IsEverywhere || serves.Any(rne => establishments.Contains(rne) || departements.Contains(rne.Departement));
}
