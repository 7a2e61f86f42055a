using AcRouenIdentity.Domain.Passwords;

namespace AcRouenIdentity.Web.Features.Passwords;

/// <summary>What would be said of a password if it were chosen now.</summary>
/// <param name="Share">Its estimated bits, in those that are asked for.</param>
public sealed record PasswordAssessment(IReadOnlyList<PasswordFlaw> Flaws, double Share)
{
    /// <summary>Steps of the meter.</summary>
    public const int Steps = 4;

    /// <summary>From 1 to <see cref="Steps"/>; 3 and 4 are accepted, 4 has half as many bits again as is asked for.</summary>
    public int Level => (Flaws.Count, Share) switch
    {
        (0, >= 1.5) => 4,
        (0, _) => 3,
        (_, >= 0.5) => 2,
        _ => 1,
    };
}
