using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.Consents;

/// <summary>What the person is asked.</summary>
/// <param name="Application">Its name.</param>
/// <param name="Registrar">Itself: nobody vouches for it, and its name is a claim.</param>
/// <param name="Target">Where the answer goes.</param>
/// <param name="Scopes">What the application would know by its scopes and the claims that it names, each in words or, where there are none, by name.</param>
/// <param name="Person">Who is signed in.</param>
/// <param name="Fields">The request, to be sent again.</param>
public sealed record ConsentQuestion(
    string Application, ClientRegistrar Registrar, Uri Target, IReadOnlyList<string> Scopes, string Person, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Or the scheme of a program's own address.</summary>
    public string Host => Target.Host is { Length: > 0 } host ? host : Target.Scheme;
}
