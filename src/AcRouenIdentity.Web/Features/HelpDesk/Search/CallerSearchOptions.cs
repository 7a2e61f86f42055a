using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.HelpDesk.Search;

/// <summary>How much one agent may search. Each pause in typing is a search: enough for a day of calls, too little to carry everybody away.</summary>
public sealed class CallerSearchOptions
{
    public const string Section = "CallerSearch";

    /// <summary>Within <see cref="SearchesWithin"/>.</summary>
    [Range(1, 10_000)]
    public int Searches { get; set; } = 300;

    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan SearchesWithin { get; set; } = TimeSpan.FromMinutes(5);

    [Range(1, 100_000)]
    public int SearchesADay { get; set; } = 3_000;

    /// <summary>People whom one search shows: whoever looks for another says more.</summary>
    [Range(1, 100)]
    public int MostShown { get; set; } = 20;
}
