namespace AcRouenIdentity.Domain.People;

/// <summary>Who is at the head of which establishments: principals, proviseurs and their deputies.</summary>
public static class SchoolDirection
{
    /// <summary>Code of the function in <c>ENTPersonFonctions</c> (AAF).</summary>
    public const string FunctionCode = "DIR";

    public static bool IsDirection(Posting posting) => string.Equals(posting.FunctionCode.Trim(), FunctionCode, StringComparison.OrdinalIgnoreCase);

    /// <summary>Empty for whoever directs none.</summary>
    public static IReadOnlyList<Rne> SchoolsOf(Person person) => [.. person.Postings.Where(IsDirection).Select(posting => posting.Rne).Distinct()];
}
