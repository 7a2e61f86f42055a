using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>What an authorization request asks of the sign-in (OpenID Connect Core 3.1.2.1).</summary>
public sealed record SignInDemand
{
    /// <summary><c>prompt=none</c>: nothing may be shown.</summary>
    public bool Silent { get; init; }

    /// <summary><c>prompt=login</c> or <c>select_account</c>: a proof made for this very request.</summary>
    public bool FreshProof { get; init; }

    /// <summary><c>max_age</c>.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>
    /// <c>acr_values</c> name the class of two factors and no other. It is a wish (3.1.2.1): whoever was asked once and gave but one is let through, and <c>acr</c> says so.
    /// </summary>
    public bool TwoFactors { get; init; }

    /// <summary>Classes one of which the sign-in must be of (<see cref="ClaimsRequest.NeededClasses"/>); null: any will do.</summary>
    public IReadOnlyList<string>? NeededClasses { get; init; }

    /// <summary>When this very request sent the browser to prove itself again, if it did.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>This very request asked for the second factor that <see cref="NeededClasses"/> need.</summary>
    public bool NeededFactorAsked { get; init; }

    /// <summary>The person has not let the application know what it asks for.</summary>
    public bool ConsentMissing { get; init; }

    /// <summary>The <c>id_token_hint</c>, or a <c>sub</c> among the <c>claims</c>, is of somebody else than who is signed in.</summary>
    public bool ForSomebodyElse { get; init; }
}

public enum AuthorizationStep
{
    Grant,

    /// <summary>Nobody is signed in.</summary>
    SignIn,

    /// <summary>Somebody else is than the application expects.</summary>
    SignInAsAnother,

    /// <summary>Somebody is, and must prove it again.</summary>
    ProveAgain,

    /// <summary>Somebody is, and is asked for their second factor.</summary>
    ProveSecondFactor,

    /// <summary>The same, and the application is not answered without.</summary>
    ProveNeededFactor,

    /// <summary>Somebody is, and is asked what the application may know.</summary>
    AskConsent,

    /// <summary>The same, but nothing may be shown.</summary>
    ConsentRequired,

    /// <summary>Nobody proved enough and nothing may be shown; or somebody else than the application expects signed in again.</summary>
    LoginRequired,

    /// <summary>The sign-in is of none of the classes that the application cannot do without: a failed attempt (OpenID Connect Core 5.5.1.1).</summary>
    Unmet,

    /// <summary>The account is not active.</summary>
    AccessDenied,
}

public static class AuthorizationSteps
{
    public static AuthorizationStep Next(Session? session, AccountState state, SignInDemand demand, DateTimeOffset now)
    {
        if (demand.NeededClasses is { } needed && !needed.Intersect(PersonClaims.Classes, StringComparer.Ordinal).Any())
            return AuthorizationStep.Unmet;
        if (session is null)
            return demand.Silent ? AuthorizationStep.LoginRequired : AuthorizationStep.SignIn;
        if (state is not AccountState.Active)
            return AuthorizationStep.AccessDenied;
        if (demand.ForSomebodyElse)
            return demand.Silent || IsProvenSince(session, demand) ? AuthorizationStep.LoginRequired : AuthorizationStep.SignInAsAnother;
        if (!IsRecentEnough(session, demand, now))
            return demand.Silent ? AuthorizationStep.LoginRequired : AuthorizationStep.ProveAgain;
        if (!HasFactorsEnough(session, demand))
            return demand.Silent ? AuthorizationStep.LoginRequired : AuthorizationStep.ProveSecondFactor;
        if (PersonClaims.ClassOf(session, demand.NeededClasses ?? []) is null)
            return demand.Silent ? AuthorizationStep.LoginRequired : WithoutNeededClass(demand);
        if (!demand.ConsentMissing)
            return AuthorizationStep.Grant;

        return demand.Silent ? AuthorizationStep.ConsentRequired : AuthorizationStep.AskConsent;
    }

    private static AuthorizationStep WithoutNeededClass(SignInDemand demand) => demand.NeededFactorAsked ? AuthorizationStep.Unmet : AuthorizationStep.ProveNeededFactor;

    private static bool IsProvenSince(Session session, SignInDemand demand) => demand.AskedAt is { } askedAt && session.AuthenticatedAt >= askedAt;

    /// <summary>A proof made since this request asked for it is enough whatever its age: max_age=0 would never end otherwise.</summary>
    private static bool IsRecentEnough(Session session, SignInDemand demand, DateTimeOffset now)
    {
        if (IsProvenSince(session, demand))
            return true;

        var tooOld = demand.MaxAge is { } maxAge && now - session.AuthenticatedAt > maxAge;
        return !demand.FreshProof && !tooOld;
    }

    private static bool HasFactorsEnough(Session session, SignInDemand demand) => !demand.TwoFactors || session.IsMultiFactor || demand.AskedAt is not null;
}
