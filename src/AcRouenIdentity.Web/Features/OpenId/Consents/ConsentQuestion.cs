namespace AcRouenIdentity.Web.Features.OpenId.Consents;

/// <summary>What the person is asked.</summary>
/// <param name="Application">Its name.</param>
/// <param name="Host">Where the answer goes, or the scheme of a program's own address.</param>
/// <param name="Scopes">What the application would know by its scopes and the claims that it names, each in words or, where there are none, by name.</param>
/// <param name="Person">Who is signed in.</param>
/// <param name="Fields">The request, to be sent again.</param>
public sealed record ConsentQuestion(string Application, string Host, IReadOnlyList<string> Scopes, string Person, IReadOnlyList<KeyValuePair<string, string>> Fields);
