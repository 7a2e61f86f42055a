using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// Lets the handlers of an event work, in their order, until one of them has settled it. OpenIddict's own goes through the handlers of all events, some four hundred, at each of the twenty to thirty events of a request.
/// </summary>
internal sealed class HandlerDispatcher(HandlerLists lists, IServiceProvider services) : IOpenIddictServerDispatcher
{
    public async ValueTask DispatchAsync<TContext>(TContext context)
        where TContext : BaseContext
    {
        foreach (var descriptor in lists.Of(typeof(TContext)))
        {
            if (!await IsActiveAsync(descriptor, context))
                continue;
            await HandlerOf<TContext>(descriptor).HandleAsync(context);
            if (IsSettled(context))
                return;
        }
    }

    private async ValueTask<bool> IsActiveAsync<TContext>(OpenIddictServerHandlerDescriptor descriptor, TContext context)
        where TContext : BaseContext
    {
        foreach (var type in descriptor.FilterTypes)
        {
            if (!await ((IOpenIddictServerHandlerFilter<TContext>)services.GetRequiredService(type)).IsActiveAsync(context))
                return false;
        }

        return true;
    }

    private IOpenIddictServerHandler<TContext> HandlerOf<TContext>(OpenIddictServerHandlerDescriptor descriptor)
        where TContext : BaseContext =>
        (IOpenIddictServerHandler<TContext>)(descriptor.ServiceDescriptor.ImplementationInstance ?? services.GetRequiredService(descriptor.ServiceDescriptor.ServiceType));

    private static bool IsSettled(BaseContext context) =>
        context is BaseValidatingContext { IsRejected: true } or BaseRequestContext { IsRequestHandled: true } or BaseRequestContext { IsRequestSkipped: true };
}

/// <summary>The handlers of each event, in their order. Options are made anew when keys change (<see cref="Keys.KeyUptake"/>), and their handlers with them.</summary>
internal sealed class HandlerLists(IOptionsMonitor<OpenIddictServerOptions> options)
{
    private Listed listed = new([]);

    public OpenIddictServerHandlerDescriptor[] Of(Type context)
    {
        var handlers = options.CurrentValue.Handlers;
        var current = listed;
        if (!ReferenceEquals(current.Handlers, handlers))
            listed = current = new Listed(handlers);
        return current.Of(context);
    }

    private sealed class Listed(List<OpenIddictServerHandlerDescriptor> handlers)
    {
        private readonly ConcurrentDictionary<Type, OpenIddictServerHandlerDescriptor[]> byContext = new();

        public List<OpenIddictServerHandlerDescriptor> Handlers => handlers;

        public OpenIddictServerHandlerDescriptor[] Of(Type context) =>
            byContext.GetOrAdd(context, static (type, all) => [.. all.Where(descriptor => descriptor.ContextType == type)], handlers);
    }
}
