using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.Profiles;

/// <summary>Signs profiles so that a device says where they come from and that nobody changed them. None leaves unsigned.</summary>
internal sealed class ProfileSigning(IOptions<MailClientsOptions> options, KeptCertificate kept, IdentityDb db, PublicAddress address)
{
    private readonly ProfileOptions files = options.Value.Profile;

    /// <returns>The profile within its signature.</returns>
    public async Task<byte[]> SignAsync(byte[] profile, CancellationToken cancellationToken)
    {
        if (files.CertificateFile is not { } file)
        {
            using var own = await kept.GetAsync(db, address.Host.Host, cancellationToken);
            return SignedContent.Make(profile, own, authorities: []);
        }

        using var certificate = CertificateFiles.Load(file, files.KeyFile, files.PasswordFile);
        return SignedContent.Make(profile, certificate, CertificateFiles.LoadAuthorities(file, files.KeyFile, files.PasswordFile));
    }
}
