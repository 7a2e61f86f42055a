using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>Postings in the forms of the academic identity vector (DOMAIN 3), as ENT and ARENA consumers expect them.</summary>
public sealed class AcademicIdentity(IReadOnlyList<Posting> postings, IReadOnlyCollection<Establishment> establishments)
{
    /// <summary>How the vector writes a value that is not known.</summary>
    private const string Unknown = "X";

    public IReadOnlyList<string> Rnes { get; } = [.. postings.Select(posting => posting.Rne.ToString()).Distinct()];

    public IReadOnlyList<string> Functions { get; } = [.. postings.Select(posting => posting.FunctionCode).Distinct()];

    public string? Discipline { get; } = postings.Select(posting => posting.DisciplineLabel).FirstOrDefault(label => !string.IsNullOrEmpty(label));

    /// <summary>Name and town; the UAI alone for an establishment that the directory does not describe.</summary>
    public IReadOnlyList<string> EstablishmentNames =>
        [.. postings.Select(posting => posting.Rne).Distinct().Select(rne => Find(rne) is { } known ? NameOf(known) : rne.ToString())];

    /// <summary><c>UAI$UAJ$sector$function$UAI$T3$type$nature</c>, one a posting: <c>0590121L$UAJ$PU$DIR$0590121L$T3$LYC$300</c>.</summary>
    public IReadOnlyList<string> FrEduRne => [.. postings.Select(FrEduRneOf).Distinct()];

    /// <summary>
    /// Administrative function of the vector: DIR for heads of establishment, ADM for administrative staff, null for everybody else.
    /// Other values of the vector (IEN1D, DEC) have no counterpart in <c>ENTPersonFonctions</c>.
    /// </summary>
    public string? FrEduFonctAdm => postings.Select(posting => posting.FunctionCode switch
    {
        "DIR" => "DIR",
        "ADF" => "ADM",
        _ => null,
    }).FirstOrDefault(function => function is not null);

    private static string NameOf(Establishment establishment) =>
        establishment.Town is { Length: > 0 } town ? $"{establishment.Name} ({town})" : establishment.Name;

    private string FrEduRneOf(Posting posting)
    {
        var known = Find(posting.Rne);
        return string.Join('$', posting.Rne, "UAJ", known?.Sector ?? Unknown, posting.FunctionCode, posting.Rne, "T3", known?.TypeCode ?? Unknown, known?.NatureCode ?? Unknown);
    }

    private Establishment? Find(Rne rne) => establishments.FirstOrDefault(establishment => establishment.Rne == rne);
}
