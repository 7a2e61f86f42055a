namespace AcRouenIdentity.Domain.SecondFactors;

/// <summary>What a person can prove themselves by beside the password.</summary>
/// <param name="RecoveryCodes">Those left. They stand in for a factor and are none: whoever has nothing else soon has nothing.</param>
public sealed record EnrolledFactors(int Passkeys, bool HasApp, int RecoveryCodes)
{
    public static EnrolledFactors None { get; } = new(0, HasApp: false, 0);

    public int Count => Passkeys + (HasApp ? 1 : 0);

    public bool Any => Count > 0;

    /// <summary>
    /// A password alone is not enough. Whoever enrolled an application asked for it; a passkey is there for comfort and asked for only where a second factor is required of the person, so that nobody
    /// who left the telephone at home is kept from the mail.
    /// </summary>
    public bool AreAskedFor(SecondFactorNeed need) => HasApp || (need is SecondFactorNeed.Required && Any);

    /// <summary>One may be taken away.</summary>
    public bool MayLoseOne(SecondFactorNeed need) => need is SecondFactorNeed.Optional || Count > 1;
}

/// <summary>What the roles of a person ask of them.</summary>
public enum SecondFactorNeed
{
    Optional,
    Required,
}
