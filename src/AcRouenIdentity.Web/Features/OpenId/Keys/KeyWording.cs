using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>Says what keys do, and what replacing them costs.</summary>
internal sealed class KeyWording(IStringLocalizer<KeyTexts> texts, IOptions<OpenIdOptions> options)
{
    /// <summary>Until every node follows.</summary>
    public string Polling => Duration.InWords(options.Value.Keys.Polling, texts);

    /// <summary>In the time of the people of the académie.</summary>
    public string Moment(DateTimeOffset instant) => texts["AtTime", TimeZoneInfo.ConvertTime(instant, PublicTime.Zone)];

    public string End(ShownKey key) => key switch
    {
        { RevokedAt: { } revoked } => texts["RevokedAt", Moment(revoked)],
        { Until: { } end, State: KeyState.Withdrawn } => texts[key.IsErased ? "Erased" : "WithdrawnAt", Moment(end)],
        { Until: { } end } => Moment(end),
        _ => texts["NoEnd"],
    };

    /// <param name="revoked">Purposes of the keys that would be worth nothing.</param>
    public IReadOnlyList<string> Costs(IReadOnlyCollection<KeyPurpose> revoked)
    {
        var cached = Duration.InWords(options.Value.Keys.CachedFor, texts);
        List<string> costs = [texts["CostPublished", cached], texts["CostNodes", Polling]];
        if (revoked.Any(purpose => purpose is KeyPurpose.Rs256))
            costs.Add(texts["CostAccess", cached]);
        if (revoked.Any(purpose => purpose is KeyPurpose.Es256 or KeyPurpose.TokenEncryption))
            costs.Add(texts["CostRefresh"]);
        if (revoked.Any(purpose => purpose is KeyPurpose.MailTokens))
            costs.Add(texts["CostMail"]);
        costs.Add(texts[revoked.Count == 0 ? "CostNothingElse" : "CostForGood"]);
        return costs;
    }
}
