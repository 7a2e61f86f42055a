using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.OpenId.Authorization;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;
using OpenIddict.Abstractions;

namespace AcRouenIdentity.Web.Features.OpenId.Consents;

/// <summary>
/// The form by which somebody answers what an application may know. It sends the whole request again, to be checked as the first time, so that what is agreed to is what
/// was asked; only the token against forgery makes an answer of it, since applications may post requests of their own.
/// </summary>
internal sealed class ConsentForm(IAntiforgery antiforgery, ClientCatalog catalog, IStringLocalizer<OpenIdTexts> texts)
{
    public const string Decision = "decision";
    public const string Agreed = "accord";

    /// <summary>Name of the framework's token in forms.</summary>
    private const string Token = "__RequestVerificationToken";

    /// <summary>Whether a parameter was written by a page of ours, and is none of the application's request.</summary>
    public static bool IsOurs(string name) => name is Decision or Token or FreshProof.Parameter;

    /// <param name="requested">Claims that it asks for by name.</param>
    /// <param name="ticket">Of the proof that the request asked for, where it did.</param>
    public ConsentQuestion QuestionOf(OpenIddictRequest request, RequestedClaims requested, Person person, string? ticket)
    {
        var client = catalog.Find(request.ClientId)!;
        return new ConsentQuestion(
            client.Name,
            client.Registrar,
            new Uri(request.RedirectUri!),
            WordsOf(request.GetScopes(), requested.All),
            person.DisplayName,
            [.. RequestAddress.FieldsOf(request), .. string.IsNullOrEmpty(ticket) ? [] : new[] { KeyValuePair.Create(FreshProof.Parameter, ticket) }]);
    }

    private string[] WordsOf(IReadOnlyCollection<string> scopes, IEnumerable<string> claims)
    {
        var alone = claims.Where(claim => !ClaimTable.IsOpenedBy(claim, scopes));
        return [.. scopes.Select(scope => texts[$"ConsentScope_{scope}"].Value).Concat(alone.Select(claim => texts[$"ConsentClaim_{claim}"].Value)).Distinct()];
    }

    public async Task<ConsentAnswer> ReadAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Form[Decision] is not [{ Length: > 0 } decision] || !await antiforgery.IsRequestValidAsync(context))
            return ConsentAnswer.None;

        return decision == Agreed ? ConsentAnswer.Given : ConsentAnswer.Refused;
    }
}

internal enum ConsentAnswer
{
    None,
    Given,
    Refused,
}
