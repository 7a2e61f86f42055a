using AcRouenIdentity.Domain.OpenId;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("Consents");
        builder.HasKey(consent => new { consent.Subject, consent.ClientId });
        builder.Property(consent => consent.Subject).HasMaxLength(64);
        builder.Property(consent => consent.ClientId).HasMaxLength(100);
        builder.Property(consent => consent.Scopes).HasMaxLength(1000).IsConcurrencyToken();
    }
}
