using AcRouenIdentity.Domain.OpenId;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("SigningKeys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).HasMaxLength(64);
        // Taken away once: by the node that erases it, or by whoever revokes it.
        builder.Property(key => key.ProtectedMaterial).IsConcurrencyToken();
        builder.HasIndex(key => new { key.Purpose, key.Generation }).IsUnique();
    }
}
