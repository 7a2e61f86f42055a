using AcRouenIdentity.Domain.OpenId;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Authorization;

/// <summary>Reads what a request asks of the sign-in, whoever it finds signed in.</summary>
internal sealed class RequestDemands(FreshProof proof)
{
    /// <summary>A year: no session is older, and TimeSpan has an end.</summary>
    private const long LongestMaxAge = 366 * 24 * 3600;

    public SignInDemand Read(OpenIddictRequest request, ClaimsRequest claims, HttpRequest http)
    {
        var asked = proof.Find(FreshProof.TicketIn(http), request);
        return new SignInDemand
        {
            Silent = request.HasPromptValue(PromptValues.None),
            FreshProof = request.HasPromptValue(PromptValues.Login) || request.HasPromptValue(PromptValues.SelectAccount),
            MaxAge = request.MaxAge is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, LongestMaxAge)) : null,
            TwoFactors = claims.NeededClasses is null && (AreTwoFactors(request.GetAcrValues()) || AreTwoFactors(claims.WishedClasses)),
            NeededClasses = claims.NeededClasses,
            AskedAt = asked?.At,
            NeededFactorAsked = asked is { Step: AskedStep.NeededFactor },
        };
    }

    private static bool AreTwoFactors(IReadOnlyList<string>? classes) => classes is [PersonClaims.MultiFactorClass];
}
