namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>Every way a request can fail, as people are told. Texts: <c>ErrorTexts</c>, keys <c>{situation}Title</c>, <c>{situation}Text</c>, <c>{situation}Advice</c>.</summary>
public enum ErrorSituation
{
    BadRequest,
    UnknownHost,

    /// <summary>The form was open too long, or its cookie is gone: nothing was done.</summary>
    FormExpired,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    TooLarge,
    AddressTooLong,
    UnsupportedContent,
    TooManyTries,
    Failure,
    DirectoryDown,
    DatabaseDown,
    Unavailable,
}

public static class ErrorSituations
{
    /// <summary>Status code of the answer (RFC 9110).</summary>
    public static int Status(this ErrorSituation situation) => situation switch
    {
        ErrorSituation.BadRequest or ErrorSituation.UnknownHost or ErrorSituation.FormExpired => StatusCodes.Status400BadRequest,
        ErrorSituation.Forbidden => StatusCodes.Status403Forbidden,
        ErrorSituation.NotFound => StatusCodes.Status404NotFound,
        ErrorSituation.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ErrorSituation.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorSituation.AddressTooLong => StatusCodes.Status414UriTooLong,
        ErrorSituation.UnsupportedContent => StatusCodes.Status415UnsupportedMediaType,
        ErrorSituation.TooManyTries => StatusCodes.Status429TooManyRequests,
        ErrorSituation.Failure => StatusCodes.Status500InternalServerError,
        ErrorSituation.DirectoryDown or ErrorSituation.DatabaseDown or ErrorSituation.Unavailable => StatusCodes.Status503ServiceUnavailable,
    };

    public static ErrorSituation OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => ErrorSituation.Forbidden,
        StatusCodes.Status404NotFound => ErrorSituation.NotFound,
        StatusCodes.Status405MethodNotAllowed => ErrorSituation.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => ErrorSituation.TooLarge,
        StatusCodes.Status414UriTooLong or StatusCodes.Status431RequestHeaderFieldsTooLarge => ErrorSituation.AddressTooLong,
        StatusCodes.Status415UnsupportedMediaType => ErrorSituation.UnsupportedContent,
        StatusCodes.Status429TooManyRequests => ErrorSituation.TooManyTries,
        StatusCodes.Status503ServiceUnavailable => ErrorSituation.Unavailable,
        >= 500 => ErrorSituation.Failure,
        _ => ErrorSituation.BadRequest,
    };

    /// <summary>True where waiting helps: the answer says when to come back.</summary>
    public static bool IsOutage(this ErrorSituation situation) =>
        situation is ErrorSituation.DirectoryDown or ErrorSituation.DatabaseDown or ErrorSituation.Unavailable;

    /// <summary>True where the cause is on our side, so that a reference is worth giving to the person.</summary>
    public static bool IsOurs(this ErrorSituation situation) => situation.Status() >= StatusCodes.Status500InternalServerError;
}

/// <summary>What a part of the provider knows better than the status code of its answer.</summary>
public static class KnownErrors
{
    private const string SituationKey = "AcRouenIdentity.ErrorSituation";
    private const string NoteKey = "AcRouenIdentity.ErrorNote";

    /// <summary>Ends the request with the page of a situation, or its JSON for a machine.</summary>
    public static void SetError(this HttpContext context, ErrorSituation situation)
    {
        context.Items[SituationKey] = situation;
        context.Response.StatusCode = situation.Status();
    }

    /// <summary>One more sentence for the page, already in the language of the person: why an application's request was refused.</summary>
    public static void NoteError(this HttpContext context, string note) => context.Items[NoteKey] = note;

    internal static string? ErrorNote(this HttpContext context) => context.Items[NoteKey] as string;

    internal static ErrorSituation ErrorSituation(this HttpContext context) => context.Items[SituationKey] is ErrorSituation known && known.Status() == context.Response.StatusCode
        ? known
        : ErrorSituations.OfStatus(context.Response.StatusCode);
}
