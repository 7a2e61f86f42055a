using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Provisioning.People;

/// <summary>What somebody who is delegated may do in an establishment. None of them directs it.</summary>
public enum DelegatedFunction
{
    /// <summary>Something else, in the words of the head of school.</summary>
    Mission,
    Education,
    Support,
    Administration,
    Teaching,
}

internal static class DelegatedFunctions
{
    /// <summary>The posting as a feed would say it: codes and labels of its nomenclature.</summary>
    /// <param name="mission">Words for <see cref="DelegatedFunction.Mission"/>.</param>
    public static Posting At(this DelegatedFunction function, Rne school, string mission)
    {
        var (code, label) = function switch
        {
            DelegatedFunction.Mission => ("MIS", mission.Replace('$', ' ')),
            DelegatedFunction.Education => ("AED", "ASSISTANT D'EDUCATION"),
            DelegatedFunction.Support => ("ASE", "ASSISTANT D'EDUCATION (AESH)"),
            DelegatedFunction.Administration => ("ADF", "PERSONNELS ADMINISTRATIFS"),
            DelegatedFunction.Teaching => ("ENS", "ENSEIGNEMENT"),
        };
        return new Posting(school, code, label, DisciplineCode: null, DisciplineLabel: null);
    }
}
