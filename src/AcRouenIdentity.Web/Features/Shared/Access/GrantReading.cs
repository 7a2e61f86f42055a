using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>A grant as the configuration has it, read or refused in words.</summary>
internal static partial class GrantReading
{
    public const string WholeAcademie = "academie";

    private const string OwnEstablishments = "etablissements";

    /// <summary>All that is wrong with it; nothing when it can be read.</summary>
    public static IEnumerable<string> Failures(RoleGrantOptions grant) => [.. RoleFailures(grant), .. HolderFailures(grant), .. ScopeFailures(grant)];

    /// <summary>Of a grant without <see cref="Failures"/>.</summary>
    public static RoleGrant Read(RoleGrantOptions grant)
    {
        var (role, scope) = (FindRole(grant.Role)!.Value, FindScope(grant.Scope)!);
        if (IsSaid(grant.Group))
            return new RoleGrant(role, person => person.Groups.Any(group => IsSame(group, grant.Group)) ? scope.Over(person.Postings) : Reach.Nowhere);
        if (IsSaid(grant.Function))
            return new RoleGrant(role, person => OfHolder(scope, [.. person.Postings.Where(posting => IsSame(posting.FunctionCode, grant.Function))]));

        var login = Login.Parse(grant.Login!);
        return new RoleGrant(role, person => person.Login == login ? scope.Over(person.Postings) : Reach.Nowhere);
    }

    private static IEnumerable<string> RoleFailures(RoleGrantOptions grant)
    {
        if (FindRole(grant.Role) is not { } role)
            yield return $"\"{grant.Role}\" is no role that is given here: {string.Join(", ", RoleGrant.Grantable)}.{GivenOtherwise(grant.Role)}";
        else if (RoleGrant.Unbounded.Contains(role) && FindScope(grant.Scope) is { Fixed: not { IsEverywhere: true } })
            yield return $"what {role} does has no bounds, so that its scope is \"{WholeAcademie}\" and not \"{grant.Scope}\".";
    }

    private static IEnumerable<string> HolderFailures(RoleGrantOptions grant)
    {
        string?[] holders = [grant.Group, grant.Function, grant.Login];
        if (holders.Count(IsSaid) != 1)
            yield return $"one of {nameof(grant.Group)}, {nameof(grant.Function)} and {nameof(grant.Login)} says who gets the role, and here {holders.Count(IsSaid)} do.";
        if (IsSaid(grant.Login) && !Login.TryParse(grant.Login, out _))
            yield return $"\"{grant.Login}\" is not a login.";
    }

    private static IEnumerable<string> ScopeFailures(RoleGrantOptions grant)
    {
        if (FindScope(grant.Scope) is null)
            yield return $"\"{grant.Scope}\" is no scope, which is \"{WholeAcademie}\", a département such as \"076\", a UAI such as \"0769001W\", or \"{OwnEstablishments}\".";
    }

    private static string GivenOtherwise(string? role) => role switch
    {
        nameof(Role.Secretariat) => $" {RoleOptions.Section}:{nameof(RoleOptions.SecretariatFunctions)} says which functions hand letters over.",
        nameof(Role.HeadOfSchool) => " Whoever has a function of direction is a head of school.",
        _ => "",
    };

    private static Reach OfHolder(GrantScope scope, IReadOnlyCollection<Posting> postings) => postings.Count == 0 ? Reach.Nowhere : scope.Over(postings);

    private static bool IsSaid(string? text) => !string.IsNullOrWhiteSpace(text);

    private static bool IsSame(string? left, string? right) => string.Equals(left?.Trim(), right?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static Role? FindRole(string? text) => RoleGrant.Grantable.Where(role => IsSame(role.ToString(), text)).Cast<Role?>().FirstOrDefault();

    private static GrantScope? FindScope(string? text)
    {
        if (IsSame(text, WholeAcademie))
            return new GrantScope(Reach.Everywhere);
        if (IsSame(text, OwnEstablishments))
            return new GrantScope(Fixed: null);
        if (text is not null && Departement().IsMatch(text.Trim()))
            return new GrantScope(Reach.OfDepartement(text.Trim()));

        return Rne.TryParse(text, out var rne) ? new GrantScope(Reach.OfEstablishments([rne])) : null;
    }

    [GeneratedRegex(@"\A[0-9]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Departement();
}
