using AcRouenIdentity.Web.Features.Shared.Errors;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.Documents;

/// <summary>What programs ask for before they know anybody: no session, no database, and the same answer for whichever person of a domain.</summary>
internal static class DocumentEndpoints
{
    private const string CachedForAnHour = "public, max-age=3600";

    public static void MapDocuments(this WebApplication app)
    {
        var documents = app.MapGroup("").AllowAnonymous().WithMetadata(new WorksInOutageAttribute());
        documents.MapGet(MailClientPaths.AutoconfigOfDomain, Autoconfig);
        documents.MapGet(MailClientPaths.AutoconfigOfHost, Autoconfig);
        documents.MapGet(MailClientPaths.Pacc, Pacc);
        documents.MapPost(MailClientPaths.Autodiscover, AutodiscoverAsync);
    }

    private static IResult Autoconfig(HttpContext context, AutoconfigDocument document, MailDomains domains, IOptions<MailClientsOptions> options)
    {
        var asked = context.Request.Query["emailaddress"];
        if (!options.Value.IsOffered)
            return Results.NotFound();
        if (asked.Count == 0)
            return Cached(context, document.Write(), XmlBytes.ContentType);
        if (asked.Count > 1 || !MailDomains.IsAddress(asked.ToString()))
            return Results.BadRequest();

        // The address stands in the URL: nobody on the way keeps the answer under it.
        return domains.Own(asked.ToString()) ? Results.Bytes(document.Write(), XmlBytes.ContentType) : Results.NotFound();
    }

    private static IResult Pacc(HttpContext context, PaccDocument document) =>
        document.Write() is { } written ? Cached(context, written, PaccDocument.ContentType) : Results.NotFound();

    private static async Task AutodiscoverAsync(HttpContext context, AutodiscoverDocument document, MailDomains domains, IOptions<MailClientsOptions> options, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(context.Request.Body, cancellationToken) is { } body ? AutodiscoverRequest.Find(body) : null;
        if (request is null || !MailDomains.IsAddress(request.Address))
            await AnswerAsync(context, StatusCodes.Status400BadRequest, document.Write(AutodiscoverError.InvalidRequest), cancellationToken);
        else if (request.Schema != AutodiscoverDocument.Schema)
            await AnswerAsync(context, StatusCodes.Status400BadRequest, document.Write(AutodiscoverError.SchemaNotSupported), cancellationToken);
        else if (!domains.Own(request.Address) || !options.Value.Passwords)
            await AnswerAsync(context, StatusCodes.Status404NotFound, document.Write(AutodiscoverError.AddressNotFound), cancellationToken);
        else
            await AnswerAsync(context, StatusCodes.Status200OK, document.Write(request.Address), cancellationToken);
    }

    /// <returns>Null where there is more than an honest program sends.</returns>
    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var read = new byte[AutodiscoverRequest.Longest + 1];
        var count = await body.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, cancellationToken);
        return count < read.Length ? read[..count] : null;
    }

    private static async Task AnswerAsync(HttpContext context, int status, byte[] document, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = XmlBytes.ContentType;
        context.Response.ContentLength = document.Length;
        await context.Response.Body.WriteAsync(document, cancellationToken);
    }

    private static IResult Cached(HttpContext context, byte[] document, string contentType)
    {
        context.Response.Headers.CacheControl = CachedForAnHour;
        return Results.Bytes(document, contentType);
    }
}
