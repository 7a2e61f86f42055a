using AcRouenIdentity.Domain.OpenId;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>The provider does not start with a client that it would not serve safely.</summary>
internal sealed class ClientValidation : IValidateOptions<OpenIdOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenIdOptions options)
    {
        string[] problems =
        [
            .. ClientRules.Problems([.. options.Clients]),
            .. options.Clients.SelectMany(client => options.MutualTls.Problems(client).Select(problem => $"OpenId:Clients: \"{client.Id}\": {problem}")),
            .. options.Clients
                .Where(client => client.SecretFile is not null && !File.Exists(client.SecretFile))
                .Select(client => $"OpenId:Clients: \"{client.Id}\": SecretFile: \"{client.SecretFile}\" cannot be read."),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
