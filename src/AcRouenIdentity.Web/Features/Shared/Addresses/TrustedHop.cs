using System.Net;

namespace AcRouenIdentity.Web.Features.Shared.Addresses;

/// <summary>Marks a request whose connection comes from a proxy that the administrator names. It is told by the address of the connection, before any header is believed.</summary>
public sealed class TrustedHop
{
    private static readonly TrustedHop Mark = new();

    private TrustedHop()
    {
    }

    public static void Note(HttpContext context, IReadOnlyCollection<IPNetwork> proxies)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return;

        var peer = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (proxies.Any(proxy => proxy.Contains(peer)))
            context.Features.Set(Mark);
    }

    public static bool Brought(HttpContext context) => context.Features.Get<TrustedHop>() is not null;
}
