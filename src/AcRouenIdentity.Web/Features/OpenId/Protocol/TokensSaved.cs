using AcRouenIdentity.Web.Features.OpenId.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>Writes the tokens of an answer together, before anybody is answered; one that is made outside of any answer as soon as it is made.</summary>
internal sealed class TokensSaved(IOpenIddictTokenStore<OpenIddictEntityFrameworkCoreToken> rows) : IOpenIddictServerHandler<GenerateTokenContext>, IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor OfOne { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<GenerateTokenContext>()
        .UseScopedHandler<TokensSaved>()
        .SetOrder(OpenIddictServerHandlers.Protection.AttachTokenPayload.Descriptor.Order + 1)
        .Build();

    public static OpenIddictServerHandlerDescriptor OfAnswer { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessSignInContext>()
        .UseScopedHandler<TokensSaved>()
        .SetOrder(OpenIddictServerHandlers.AttachSignInParameters.Descriptor.Order - 1)
        .Build();

    public async ValueTask HandleAsync(GenerateTokenContext context)
    {
        var isOfAnswer = context.Transaction.GetProperty<ProcessSignInContext>(typeof(ProcessSignInContext).FullName!) is not null;
        if (!isOfAnswer)
            await SaveAsync(context.CancellationToken);
    }

    public async ValueTask HandleAsync(ProcessSignInContext context) => await SaveAsync(context.CancellationToken);

    private Task SaveAsync(CancellationToken cancellationToken) => ((TokenRows)rows).SaveNewAsync(cancellationToken);
}
