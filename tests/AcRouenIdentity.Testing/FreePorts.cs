using System.Net;
using System.Net.Sockets;

namespace AcRouenIdentity.Testing;

/// <summary>
/// Loopback ports for servers that are told theirs. They lie below those that Linux gives to outgoing connections (from 32768): a port asked of the system is lost to the next connection
/// of anybody before its server starts.
/// </summary>
public static class FreePorts
{
    private const int First = 20_000;
    private const int End = 32_000;
    private static readonly HashSet<int> Given = [];

    public static int Take() => Take(1);

    /// <returns>The first of that many free ports in a row.</returns>
    public static int Take(int count)
    {
        lock (Given)
        {
            while (true)
            {
                var ports = Enumerable.Range(Random.Shared.Next(First, End), count).ToList();
                if (ports.TrueForAll(port => !Given.Contains(port) && IsFree(port)))
                {
                    Given.UnionWith(ports);
                    return ports[0];
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
