namespace AcRouenIdentity.Web.Features.Passkeys;

/// <summary>Where the form that proves by a passkey asks and answers; drawn by the partial view <c>_PasskeyProof</c>, hidden where the browser knows no passkeys.</summary>
/// <param name="PasskeyOptions">Address that gives what to ask the authenticator.</param>
/// <param name="Passkey">Address that takes its answer.</param>
public sealed record PasskeyProofForm(string PasskeyOptions, string Passkey);
