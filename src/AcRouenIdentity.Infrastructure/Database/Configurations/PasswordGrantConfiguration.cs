using AcRouenIdentity.Domain.Passwords;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class PasswordGrantConfiguration : IEntityTypeConfiguration<PasswordGrant>
{
    public void Configure(EntityTypeBuilder<PasswordGrant> builder)
    {
        builder.ToTable("PasswordGrants");
        builder.HasKey(grant => grant.TokenHash);
        builder.Property(grant => grant.TokenHash).HasMaxLength(64);
        builder.Property(grant => grant.DirectoryKey).HasMaxLength(128);
        builder.Property(grant => grant.ContinueTo).HasMaxLength(8192);
        builder.Property(grant => grant.Methods).HasMaxLength(64);
        builder.Property(grant => grant.Version).IsConcurrencyToken();
        builder.HasIndex(grant => grant.ExpiresAt);
    }
}
