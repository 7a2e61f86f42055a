using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.Net.Http.Headers;

namespace AcRouenIdentity.Web.Features.OpenId.OpenRegistration;

/// <summary>The client registration endpoint (RFC 7591 3), open to whoever comes.</summary>
internal sealed class RegistrationEndpoint(SelfRegistration registration)
{
    /// <summary>Several times what an honest program says of itself.</summary>
    private const int LongestBody = 8 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public async Task<IResult> HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!IsJson(context.Request.ContentType))
            return Refuse(RegistrationFault.Unreadable, StatusCodes.Status415UnsupportedMediaType);
        if (await ReadAsync(context.Request.Body, cancellationToken) is not { } body)
            return Refuse(RegistrationFault.Unreadable, StatusCodes.Status413PayloadTooLarge);
        if (Decode(body) is not { } text || RegistrationMetadata.Read(text) is not { } asked)
            return Refuse(RegistrationFault.Unreadable, StatusCodes.Status400BadRequest);

        var outcome = await registration.RegisterAsync(asked, SourceAddress.Of(context), cancellationToken);
        return outcome.Match(
            registered => Results.Json(RegisteredMetadata.Of(registered), statusCode: StatusCodes.Status201Created),
            refused => Refuse(refused.Fault, StatusCodes.Status400BadRequest),
            postponed => Postpone(context.Response, postponed.Wait));
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <returns>Null where there is more than is read.</returns>
    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestBody + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > LongestBody ? null : buffer[..length];
    }

    private static string? Decode(byte[] body)
    {
        try
        {
            return Utf8.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static IResult Refuse(RegistrationFault fault, int status) =>
        Results.Json(new RegistrationError(RegistrationFaults.ErrorOf(fault), RegistrationFaults.DescriptionOf(fault)), statusCode: status);

    private static IResult Postpone(HttpResponse response, TimeSpan wait)
    {
        response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Results.Json(new RegistrationError("temporarily_unavailable", "Too many programs have registered; try again later."), statusCode: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>RFC 7591 3.2.2.</summary>
    private sealed record RegistrationError([property: JsonPropertyName("error")] string Error, [property: JsonPropertyName("error_description")] string Description);
}
