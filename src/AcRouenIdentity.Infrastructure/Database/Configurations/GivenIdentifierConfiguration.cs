using AcRouenIdentity.Domain.Provisioning.Identifiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class GivenIdentifierConfiguration : IEntityTypeConfiguration<GivenIdentifier>
{
    public void Configure(EntityTypeBuilder<GivenIdentifier> builder)
    {
        builder.ToTable("GivenIdentifiers");
        builder.HasKey(identifier => new { identifier.Kind, identifier.Text });
        builder.Property(identifier => identifier.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(identifier => identifier.Text).HasMaxLength(254);
        builder.Property(identifier => identifier.DirectoryKey).HasMaxLength(128);
        builder.HasIndex(identifier => new { identifier.DirectoryKey, identifier.Kind, identifier.Rank }).IsUnique();
    }
}
