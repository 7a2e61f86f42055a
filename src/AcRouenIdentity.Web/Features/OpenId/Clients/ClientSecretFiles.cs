using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>Reads the secrets and keys that configuration keeps in files.</summary>
internal sealed class ClientSecretFiles : IPostConfigureOptions<OpenIdOptions>
{
    public void PostConfigure(string? name, OpenIdOptions options)
    {
        foreach (var client in options.Clients.Where(client => client.Secret is null && File.Exists(client.SecretFile)))
            client.Secret = File.ReadAllText(client.SecretFile!).Trim();
        foreach (var client in options.Clients.Where(client => client.Keys is null && File.Exists(client.KeysFile)))
            client.Keys = File.ReadAllText(client.KeysFile!);
    }
}
