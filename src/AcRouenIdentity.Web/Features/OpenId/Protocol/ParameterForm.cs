using System.Collections.Immutable;
using AcRouenIdentity.Domain.OpenId;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// Refuses what no honest client sends, before anything looks it up: a parameter given twice (RFC 6749 3.1), a control character (PostgreSQL takes no NUL),
/// a value longer than any token of ours.
/// </summary>
internal sealed class ParameterForm<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    public const int LongestValue = 16 * 1024;
    private const int MostParameters = 64;

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<TContext>()
        .UseSingletonHandler<ParameterForm<TContext>>()
        .SetOrder(OpenIddictServerAspNetCoreHandlers.ExtractPostRequest<TContext>.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(TContext context)
    {
        if (context.Transaction.Request is { } request && Problem(request) is { } problem)
            context.Reject(Errors.InvalidRequest, problem);
        return ValueTask.CompletedTask;
    }

    private static string? Problem(OpenIddictRequest request)
    {
        if (request.Count > MostParameters)
            return "The request has too many parameters.";

        foreach (var (name, parameter) in request.GetParameters())
        {
            var values = (ImmutableArray<string?>?)parameter ?? [];
            // RFC 8707 2: resource may be repeated.
            if (values.Length > 1 && name is not (Parameters.Resource or Parameters.Audience))
                return "A parameter is given more than once.";
            if (values.Length > ClientRules.MostOfAKind)
                return "A parameter is given too often.";
            if (values.Append(name).Any(text => text is { Length: > LongestValue }))
                return "A parameter is too long.";
            if (values.Append(name).Any(text => text is not null && text.Any(char.IsControl)))
                return "A parameter holds control characters.";
        }

        return null;
    }
}
