using System.Security.Cryptography;

namespace AcRouenIdentity.Infrastructure.Tests.Audit;

internal sealed class KeyFile : IDisposable
{
    public KeyFile() => File.WriteAllBytes(Path, RandomNumberGenerator.GetBytes(32));

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
