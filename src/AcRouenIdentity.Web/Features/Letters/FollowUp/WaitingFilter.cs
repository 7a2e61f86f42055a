using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Letters.FollowUp;

/// <summary>Which of the people who have not opened their account.</summary>
/// <param name="Establishment">UAI of their main establishment; null for all.</param>
public sealed record WaitingFilter(Rne? Establishment, LetterAge? Age)
{
    /// <summary>As addresses of pages carry it, to be followed by another name.</summary>
    public string Query => $"{(Establishment is { } uai ? $"uai={uai}&" : "")}{(Age is { } age ? $"anciennete={age}&" : "")}";
}
