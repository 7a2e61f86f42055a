using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>
/// Type d'usager of the academic identity vector (<c>typensi</c>), as far as feeds tell it: direction, teaching (documentation included), and everybody else. The rectorat gives others by hand.
/// </summary>
public static class UserTypes
{
    private const string Direction = "DIR";
    private const string Teaching = "ENS";
    private const string Administration = "ADM";

    /// <summary>The type of somebody who has that one, or none: a posting tells another; one that was given by hand stays.</summary>
    public static string Of(PersonFacts facts, string? present)
    {
        var isByHand = present is not (null or Direction or Teaching or Administration);
        return present is not null && (isByHand || facts.Postings.Count == 0) ? present : Of(facts);
    }

    private static string Of(PersonFacts facts) => MainPosting(facts)?.FunctionCode switch
    {
        "DIR" => Direction,
        "ENS" or "DOC" => Teaching,
        _ => facts.IsTeacher == true ? Teaching : Administration,
    };

    private static Posting? MainPosting(PersonFacts facts) =>
        facts.Postings.FirstOrDefault(posting => posting.Rne == facts.MainEstablishment) ?? (facts.Postings is [var first, ..] ? first : null);
}
