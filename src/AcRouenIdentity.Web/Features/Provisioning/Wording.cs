using System.Globalization;
using System.Resources;
using AcRouenIdentity.Web.Features.Shared.Commands;
using AcRouenIdentity.Web.Features.Shared.Notices;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>The texts of provisioning in one language, for what is read outside a page.</summary>
internal sealed class Wording
{
    private const long Thousand = 1000;

    private static readonly ResourceManager Texts = new(typeof(ProvisioningTexts));

    private Wording(CultureInfo culture) => Culture = culture;

    public CultureInfo Culture { get; }

    public string this[string key] => Texts.GetString(key, Culture) ?? throw new MissingManifestResourceException(key);

    /// <param name="language">As asked, or null for that of the page or the terminal.</param>
    public static Wording In(string? language) => new(Terminal.CultureOf(language));

    public string Format(string key, params object[] facts) => string.Format(Culture, this[key], facts);

    public string Of<T>(T value)
        where T : struct, Enum => this[typeof(T).Name + value];

    /// <summary>In the time of the people who read it.</summary>
    public string Moment(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, PublicTime.Zone).ToString("g", Culture);

    public string Day(DateOnly day) => day.ToString("d", Culture);

    public string Number(int number) => number.ToString("N0", Culture);

    public string Share(int done, int total) => ((decimal)done / total).ToString("P0", Culture);

    /// <summary>Of a file, in the unit that suits it.</summary>
    public string Size(long bytes) => bytes switch
    {
        < Thousand => Format("SizeBytes", bytes),
        < Thousand * Thousand => Format("SizeThousands", bytes / (decimal)Thousand),
        _ => Format("SizeMillions", bytes / (decimal)(Thousand * Thousand)),
    };
}
