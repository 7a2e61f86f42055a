using AcRouenIdentity.Domain.Passkeys;
using AcRouenIdentity.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("Passkeys");
        builder.HasKey(passkey => passkey.CredentialId);
        // 1 023 octets in base64url.
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(1364);
        builder.Property(passkey => passkey.Subject).HasMaxLength(64);
        builder.Property(passkey => passkey.Name).HasMaxLength(4 * ChosenName.Longest);
        builder.Property(passkey => passkey.Transports).HasMaxLength(128);
        builder.Property(passkey => passkey.Version).IsConcurrencyToken();
        builder.HasIndex(passkey => new { passkey.Subject, passkey.Slot }).IsUnique();
    }
}
