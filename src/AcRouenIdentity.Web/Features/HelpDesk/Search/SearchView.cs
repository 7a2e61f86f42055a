namespace AcRouenIdentity.Web.Features.HelpDesk.Search;

/// <summary>What the search shows of itself.</summary>
/// <param name="Text">What was typed, to go on typing; never a NUMEN.</param>
/// <param name="Found">Null where nothing was asked, or the search was refused.</param>
/// <param name="Wait">How long before another search, in words.</param>
internal sealed record SearchView(string? Text, CallersFound? Found, string? Wait, SearchedBy By = SearchedBy.Words)
{
    public static SearchView Empty { get; } = new(null, null, null);
}

internal enum SearchedBy
{
    Words,
    Numen,

    /// <summary>Too few letters to find anybody by.</summary>
    TooLittle,
}
