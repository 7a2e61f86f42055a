using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

public sealed class BackupAddressOptions
{
    public const string Section = "BackupAddresses";

    /// <summary>Domains that are no way out, beside that of the person's professional address: whoever cannot sign in cannot read mail there. Those below them count too.</summary>
    public IList<string> OwnDomains { get; } = [];

    [Range(1, 10)]
    public int MostPerPerson { get; set; } = 3;

    /// <summary>
    /// How long a change that one factor alone stands behind waits before the address may serve a recovery; and how long a removed address hears of what happens to the account, and may be put back.
    /// Whoever owns the account reads of the change meanwhile.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan ChangeDelay { get; set; } = TimeSpan.FromHours(48);

    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Codes within an hour to one person, and to one address whoever asks.</summary>
    [Range(1, 100)]
    public int CodesAnHour { get; set; } = 5;

    /// <summary>How long ago the person proved who they are, at most, to record an address.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan FreshProof { get; set; } = TimeSpan.FromMinutes(15);
}
