using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Directory;

/// <summary>How much of the directory of people one person may read. Enough for a day of work in a secretariat, too little to carry the directory away.</summary>
public sealed class ColleaguesOptions
{
    public const string Section = "Colleagues";

    /// <summary>Searches within <see cref="SearchesWithin"/>; each sheet of a result is one.</summary>
    [Range(1, 10_000)]
    public int Searches { get; set; } = 60;

    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan SearchesWithin { get; set; } = TimeSpan.FromMinutes(5);

    [Range(1, 100_000)]
    public int SearchesADay { get; set; } = 600;

    /// <summary>Cards (vCard) that may be downloaded in a day.</summary>
    [Range(1, 100_000)]
    public int CardsADay { get; set; } = 200;

    /// <summary>People whom one search shows on all its sheets together: whoever looks for another is asked to say more.</summary>
    [Range(1, 500)]
    public int MostShown { get; set; } = 50;
}
