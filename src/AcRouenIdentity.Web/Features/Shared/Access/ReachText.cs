using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

internal static class ReachText
{
    /// <summary>
    /// Of these one at least is part of the text of establishments (<c>;0769001W;0279001M;</c>) of whoever is within a reach that is not everywhere. A département is the beginning of a UAI, an
    /// establishment the whole of it.
    /// </summary>
    public static string[] Parts(this Reach reach) => [.. reach.Departements.Select(departement => $";{departement}"), .. reach.Establishments.Select(rne => $";{rne};")];
}
