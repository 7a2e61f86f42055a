using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Passkeys;

public sealed class PasskeyOptions
{
    public const string Section = "Passkeys";

    /// <summary>Domain that passkeys belong to (RP ID): the host of the public address, or a domain above it. Keys are lost with it, so that it is chosen once. Null for the host.</summary>
    public string? ServerDomain { get; set; }

    /// <summary>Origins that may use them beside that of the public address, such as <c>https://www.example.org</c>.</summary>
    public IList<string> Origins { get; } = [];

    [Range(1, 50)]
    public int MostPerPerson { get; set; } = 10;

    /// <summary>How long somebody has to find their finger or their key.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "00:30:00")]
    public TimeSpan ChallengeLifetime { get; set; } = TimeSpan.FromMinutes(5);
}
