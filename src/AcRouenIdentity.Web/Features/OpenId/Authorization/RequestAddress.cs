using System.Collections.Immutable;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Consents;
using Microsoft.AspNetCore.Http.Extensions;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Authorization;

/// <summary>The address that leads back to an authorization request from the pages on which the person proves who they are.</summary>
internal sealed class RequestAddress(FreshProof proof)
{
    /// <summary>
    /// All that is written of a pushed request: the two that lead to it, and what those pages read, and where to say that it expired meanwhile. OpenIddict takes what was
    /// pushed and nothing of these.
    /// </summary>
    private static readonly string[] OfPushed =
        [Parameters.ClientId, Parameters.RequestUri, Parameters.RedirectUri, Parameters.ResponseMode, Parameters.State, Parameters.UiLocales, Parameters.LoginHint];

    /// <summary>A local address; with a ticket where only a proof newer than now will do.</summary>
    public string Of(OpenIddictRequest request, SignInDemand demand) =>
        demand.FreshProof || demand.TwoFactors || demand.ForSomebodyElse || demand.MaxAge is not null ? WithTicket(request, proof.Now()) : $"/{OpenIdPaths.Authorize}{new QueryBuilder(FieldsOf(request))}";

    /// <summary>A local address to return to from the second factor that the application needs. What was proven for this request before stays so.</summary>
    public string AfterNeededFactor(OpenIddictRequest request, SignInDemand demand) =>
        WithTicket(request, new AskedProof(demand.AskedAt ?? proof.Now().At, AskedStep.NeededFactor));

    private string WithTicket(OpenIddictRequest request, AskedProof asked)
    {
        var query = new QueryBuilder(FieldsOf(request)) { { FreshProof.Parameter, proof.Ask(request, asked) } };
        return $"/{OpenIdPaths.Authorize}{query}";
    }

    /// <summary>The parameters that make the request again.</summary>
    public static IEnumerable<KeyValuePair<string, string>> FieldsOf(OpenIddictRequest request) =>
        from parameter in request.GetParameters()
        where IsWritten(parameter.Key, request)
        from text in (ImmutableArray<string?>?)parameter.Value ?? []
        select KeyValuePair.Create(parameter.Key, text ?? "");

    private static bool IsWritten(string name, OpenIddictRequest request) =>
        string.IsNullOrEmpty(request.RequestUri) ? !ConsentForm.IsOurs(name) : OfPushed.Contains(name);
}
