using System.Diagnostics;

namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>A short number that a person can read out: the beginning of the trace id, which the log carries with the whole.</summary>
internal static class ErrorReference
{
    public static string Of(HttpContext context)
    {
        var trace = Activity.Current?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();
        if (context.Items[typeof(ErrorReference)] is string known)
            return known;

        var reference = $"{trace[..4]}-{trace[4..8]}".ToUpperInvariant();
        context.Items[typeof(ErrorReference)] = reference;
        return reference;
    }
}
