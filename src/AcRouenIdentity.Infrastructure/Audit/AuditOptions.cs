using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Infrastructure.Audit;

public sealed class AuditOptions : IValidatableObject
{
    public const string Section = "Audit";

    /// <summary>Bytes; below the size of its output, HMAC-SHA-256 loses strength (RFC 2104 section 3).</summary>
    public const int ShortestKey = 32;

    /// <summary>
    /// A file of at least 32 random bytes, the same on every node and kept out of the database and its back-ups: who can only write to the database
    /// cannot make a chain that verifies. Without it the chain still shows clumsy changes, and the heads in the log show the others.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>Keys used before, oldest first, each with the last position it seals. A new key starts at a position chosen ahead of the present one.</summary>
    public IList<FormerAuditKey> FormerKeys { get; } = [];

    /// <summary>How often new entries are sealed.</summary>
    public TimeSpan SealEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the head of the chain (position and hash) goes to the log, when it moved.</summary>
    public TimeSpan LogHeadEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often refused sign-ins become entries.</summary>
    public TimeSpan TallyEvery { get; set; } = TimeSpan.FromMinutes(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SealEvery <= TimeSpan.Zero || LogHeadEvery <= TimeSpan.Zero || TallyEvery <= TimeSpan.Zero)
            yield return new ValidationResult("Audit: SealEvery, LogHeadEvery and TallyEvery must be longer than nothing.");

        var limits = FormerKeys.Select(key => key.Until).Prepend(0).ToList();
        if (limits.Zip(limits.Skip(1)).Any(pair => pair.Second <= pair.First))
            yield return new ValidationResult("Audit: FormerKeys must be in order, each Until above the one before.");

        foreach (var file in FormerKeys.Select(key => key.KeyFile).Append(KeyFile).Where(file => !string.IsNullOrEmpty(file)))
        {
            if (!File.Exists(file) || new FileInfo(file).Length < ShortestKey)
                yield return new ValidationResult($"Audit: the key file {file} must exist and hold at least {ShortestKey} bytes.");
        }
    }
}

public sealed class FormerAuditKey
{
    /// <summary>Null where the chain had no key.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The last position that this key seals.</summary>
    public long Until { get; set; }
}
