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
    [InlineData(null, ClientFault.KeysMissing)]
    [InlineData("rien", ClientFault.KeysUnreadable)]
    [InlineData("[]", ClientFault.KeysUnreadable)]
    [InlineData("""{"keys":{}}""", ClientFault.KeysUnreadable)]
    [InlineData("""{"keys":[]}""", ClientFault.KeysUnreadable)]
    [InlineData("""{"keys":[1]}""", ClientFault.KeysUnreadable)]
    [InlineData("""{"keys":[{}]}""", ClientFault.KeysKind)]
    [InlineData("""{"keys":[{"kty":"oct","k":"AAAA"}]}""", ClientFault.KeysPrivate)]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}]}""", ClientFault.KeysPrivate)]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-521","x":"AA","y":"AA"}]}""", ClientFault.KeysCurve)]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}""", ClientFault.KeysShort)]
    [InlineData("""{"keys":[{"kty":"RSA","n":42,"e":"AQAB"}]}""", ClientFault.KeysShort)]
    [InlineData("""{"keys":[{"kty":"RSA","n":"***","e":"AQAB"}]}""", ClientFault.KeysShort)]
    public void Anything_else_is_named(string? keySet, ClientFault fault) => ClientKeys.Problem(keySet).Should().Be(fault);
}
