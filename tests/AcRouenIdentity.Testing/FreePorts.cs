using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AcRouenIdentity.Testing;

/// <summary>
/// Loopback ports for servers that are told theirs. They lie below those that Linux gives to outgoing connections (from 32768): a port asked of the system is lost to the next connection
/// of anybody before its server starts. Suites run beside each other, and between asking for a port and listening on it lies the start of a server: each process takes from a stretch of its own.
/// </summary>
public static class FreePorts
{
    private const int First = 20_000;
    private const int End = 32_000;
    private const int Stretch = 500;
    private static readonly Lock Gate = new();

    /// <summary>A file that is locked as long as this process lives, and the first port that it stands for.</summary>
    private static readonly (FileStream File, int Start) Own = Claim();

    private static int next;

    public static int Take() => Take(1);

    /// <returns>The first of that many free ports in a row. One that was given before comes again when all others have had their turn.</returns>
    public static int Take(int count)
    {
        lock (Gate)
        {
            for (var tries = 0; tries < Stretch; tries++)
            {
                next = next + count > Stretch ? 0 : next;
                var ports = Enumerable.Range(Own.Start + next, count).ToList();
                next += count;
                if (ports.TrueForAll(IsFree))
                    return ports[0];
            }
        }

        throw new InvalidOperationException($"No free port from {Own.Start} on.");
    }

    private static (FileStream File, int Start) Claim()
    {
        for (var start = First; start < End; start += Stretch)
            if (TryLock(Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"acrouen-ports-{start}"))) is { } file)
                return (file, start);

        throw new InvalidOperationException("Other processes hold all ports.");
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return null;
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
