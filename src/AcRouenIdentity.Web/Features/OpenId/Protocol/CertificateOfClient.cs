using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.MutualTls;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// A client that is registered for it proves who it is by its certificate, and by nothing else; for all others a certificate proves nothing, and is in nobody's way. OpenIddict goes by the certificate
/// instead: whatever comes must fit the client, and stands in for its secret.
/// </summary>
internal sealed class CertificateOfClient(ClientCatalog catalog, CertificateJudge judge, ILogger<CertificateOfClient> logger) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .UseSingletonHandler<CertificateOfClient>()
        .SetOrder(OpenIddictServerHandlers.ValidateClientCertificate.Descriptor.Order)
        .Build();

    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (!IsForClients(context.EndpointType) || catalog.Find(context.ClientId) is not { } client)
            return ValueTask.CompletedTask;

        var isProvenOtherwise = !string.IsNullOrEmpty(context.ClientSecret) || !string.IsNullOrEmpty(context.ClientAssertion);
        if (client.ShowsCertificate && isProvenOtherwise)
            context.Reject(Errors.InvalidClient, "The client is registered for another authentication method.");
        else if (client.ShowsCertificate && !IsThatOf(client, context))
            context.Reject(Errors.InvalidClient, "The certificate is missing, or is not that of the client.");
        else if (client is { ShowsCertificate: false, Kind: not ClientKind.Public } && !isProvenOtherwise)
            context.Reject(Errors.InvalidClient, "The client is not known by a certificate.");
        else if (client.BindsToCertificate && context.EndpointType is OpenIddictServerEndpointType.Token && context.Transaction.RemoteCertificate is null)
            context.Reject(Errors.InvalidRequest, "Tokens of this client are bound to its certificate, and there is none.");
        return ValueTask.CompletedTask;
    }

    private static bool IsForClients(OpenIddictServerEndpointType endpoint) => endpoint is
        OpenIddictServerEndpointType.PushedAuthorization or OpenIddictServerEndpointType.DeviceAuthorization or OpenIddictServerEndpointType.Token or OpenIddictServerEndpointType.Introspection
        or OpenIddictServerEndpointType.Revocation;

    private bool IsThatOf(Client client, ProcessAuthenticationContext context)
    {
        var problem = context.Transaction.RemoteCertificate is { } certificate ? judge.ProblemOf(client, certificate) : "there is none";
        if (problem is not null)
            Log.CertificateRefused(logger, client.Id, problem);
        return problem is null;
    }
}
