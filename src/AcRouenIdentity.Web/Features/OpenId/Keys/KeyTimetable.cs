using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.SignIn;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>When which key does what, as the configuration has it.</summary>
public sealed class KeyTimetable(IOptions<OpenIdOptions> openId, IOptions<SignInOptions> signIn)
{
    /// <summary>Purposes whose keys are replaced. The <c>sub</c> of pairwise applications would change with its key.</summary>
    public static IReadOnlyList<KeyPurpose> Rotated { get; } = [KeyPurpose.Rs256, KeyPurpose.Es256, KeyPurpose.TokenEncryption, KeyPurpose.MailTokens];

    /// <summary>For a node that has not yet heard that its key was replaced, and for clocks.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>A session bounds every token and every use of a hint, so the longest session is the last moment of whatever a key signed.</summary>
    public KeyTimes Times { get; } = new(
        openId.Value.Keys.SignsFor,
        openId.Value.Keys.PublishedAhead,
        Longer(signIn.Value.SharedAbsolute, signIn.Value.PersonalAbsolute) + Margin);

    public KeySuccession Of(IEnumerable<SigningKey> ofOnePurpose) => new([.. ofOnePurpose], Times);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
