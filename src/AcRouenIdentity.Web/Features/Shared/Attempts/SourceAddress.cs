using System.Net;
using System.Net.Sockets;

namespace AcRouenIdentity.Web.Features.Shared.Attempts;

internal static class SourceAddress
{
    private const int NetworkBytes = 8;

    /// <summary>What counts as one source: an IPv4 address, or the /64 that an IPv6 customer is given whole.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily is AddressFamily.InterNetwork || IPAddress.IsLoopback(address))
            return address.ToString();

        var network = address.GetAddressBytes();
        network.AsSpan(NetworkBytes).Clear();
        return new IPAddress(network).ToString();
    }
}
