using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using AcRouenIdentity.Web.Features.Shared.Headers;
using AcRouenIdentity.Web.Features.Shared.Themes;
using Microsoft.AspNetCore;
using Microsoft.Extensions.Localization;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// The page that posts an answer to its application (OAuth 2.0 Form Post Response Mode). That of OpenIddict is in English and sends itself by a script inside the
/// page, which our content security policy stops, as it stops a form to elsewhere.
/// </summary>
internal sealed class FormPostAnswer(HtmlEncoder encoder, IStringLocalizer<OpenIdTexts> texts, Theme theme) : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ApplyAuthorizationResponseContext>()
        .UseSingletonHandler<FormPostAnswer>()
        .SetOrder(OpenIddictServerAspNetCoreHandlers.Authentication.ProcessFormPostResponse.Descriptor.Order - 1)
        .Build();

    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.ResponseMode is not ResponseModes.FormPost || !Uri.TryCreate(context.RedirectUri, UriKind.Absolute, out var target))
            return;

        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        http.AllowFormRedirectTo(target);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(Page(context, http.Request.PathBase), context.CancellationToken);
        context.HandleRequest();
    }

    private string Page(ApplyAuthorizationResponseContext context, PathString pathBase)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n");
        page.Append(CultureInfo.InvariantCulture, $"<html lang=\"{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}\" data-fr-scheme=\"system\"><head><meta charset=\"utf-8\"><title>{Text("ReturnTitle")}</title>");
        foreach (var sheet in theme.Manifest.Stylesheets)
            page.Append(CultureInfo.InvariantCulture, $"<link rel=\"stylesheet\" href=\"{encoder.Encode(theme.Address(pathBase, sheet))}\">");
        page.Append(CultureInfo.InvariantCulture, $"<script type=\"module\" src=\"{pathBase}/scripts/form-post.js\"></script></head><body><main><form method=\"post\" action=\"{encoder.Encode(context.RedirectUri!)}\">");
        foreach (var (name, value) in Fields(context))
            page.Append(CultureInfo.InvariantCulture, $"<input type=\"hidden\" name=\"{encoder.Encode(name)}\" value=\"{encoder.Encode(value)}\">");
        page.Append(CultureInfo.InvariantCulture, $"<button class=\"fr-btn\" type=\"submit\">{Text("ReturnContinue")}</button></form></main></body></html>");
        return page.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Fields(ApplyAuthorizationResponseContext context) =>
        from parameter in context.Response.GetParameters()
        from value in (ImmutableArray<string?>?)parameter.Value ?? []
        where !string.IsNullOrEmpty(value)
        select (parameter.Key, value);

    private string Text(string name) => encoder.Encode(texts[name]);
}
