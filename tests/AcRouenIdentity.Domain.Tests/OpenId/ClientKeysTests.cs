using System.Security.Cryptography;
using AcRouenIdentity.Domain.OpenId;
using static System.Buffers.Text.Base64Url;

namespace AcRouenIdentity.Domain.Tests.OpenId;

public sealed class ClientKeysTests
{
    [Fact]
    public void Public_halves_of_keys_that_are_long_enough_may_be_registered()
    {
        using var rsa = RSA.Create(2048);

        ClientKeys.Problem($$"""{"keys":[{"kty":"RSA","n":"{{EncodeToString(rsa.ExportParameters(false).Modulus)}}","e":"AQAB"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}""").Should().BeNull();
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("rien", "no JSON Web Key Set")]
    [InlineData("[]", "no JSON Web Key Set")]
    [InlineData("""{"keys":{}}""", "no JSON Web Key Set")]
    [InlineData("""{"keys":[]}""", "no JSON Web Key Set")]
    [InlineData("""{"keys":[1]}""", "no JSON Web Key Set")]
    [InlineData("""{"keys":[{}]}""", "neither")]
    [InlineData("""{"keys":[{"kty":"oct","k":"AAAA"}]}""", "private key")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}]}""", "private key")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-521","x":"AA","y":"AA"}]}""", "P-256")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}""", "2048")]
    [InlineData("""{"keys":[{"kty":"RSA","n":42,"e":"AQAB"}]}""", "2048")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"***","e":"AQAB"}]}""", "2048")]
    public void Anything_else_is_named(string? keySet, string problem) => ClientKeys.Problem(keySet).Should().Contain(problem);
}
