using System.Buffers.Text;
using System.Security.Cryptography;
using AcRouenIdentity.Domain.Ports;

namespace AcRouenIdentity.Infrastructure.Secrets;

public sealed class SecretGenerator : ISecretGenerator
{
    public byte[] Bytes(int count) => RandomNumberGenerator.GetBytes(count);

    public string Token(int bytes) => Base64Url.EncodeToString(Bytes(bytes));
}
