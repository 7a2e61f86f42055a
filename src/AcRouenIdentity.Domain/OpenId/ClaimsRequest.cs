namespace AcRouenIdentity.Domain.OpenId;

/// <summary>What the <c>claims</c> parameter asks for (OpenID Connect Core 5.5), known or not, allowed or not.</summary>
public sealed record ClaimsRequest(IReadOnlyList<ClaimWish> IdToken, IReadOnlyList<ClaimWish> UserInfo)
{
    public static ClaimsRequest None { get; } = new([], []);

    /// <summary>Classes of sign-in one of which the id_token must tell (5.5.1.1); null where it may tell any.</summary>
    public IReadOnlyList<string>? NeededClasses => FindClasses(ClaimNeed.Essential);

    /// <summary>Classes that it would rather have told, as by <c>acr_values</c>.</summary>
    public IReadOnlyList<string>? WishedClasses => FindClasses(ClaimNeed.Voluntary);

    public RequestedClaims Names => new([.. IdToken.Select(wish => wish.Name)], [.. UserInfo.Select(wish => wish.Name)], NeededClasses ?? []);

    /// <summary>Whether the answer may be about that person (3.1.2.2).</summary>
    /// <param name="subject"><c>sub</c> by which the application knows them.</param>
    public bool MayBeAbout(string subject) => IdToken.Concat(UserInfo).All(wish => wish.Name != ClaimNames.Subject || wish.Values?.Contains(subject) is not false);

    private IReadOnlyList<string>? FindClasses(ClaimNeed need) => IdToken.FirstOrDefault(wish => wish.Name == ClaimNames.AuthenticationClass && wish.Need == need)?.Values;
}

/// <summary>One claim that is asked for by name (OpenID Connect Core 5.5.1).</summary>
/// <param name="Values">Which it should have; null: any. A value that is no text is that of no claim that is compared, and is left out.</param>
public sealed record ClaimWish(string Name, ClaimNeed Need, IReadOnlyList<string>? Values);

public enum ClaimNeed
{
    Voluntary,
    Essential,
}
