using AcRouenIdentity.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class IssuedInaConfiguration : IEntityTypeConfiguration<IssuedIna>
{
    public void Configure(EntityTypeBuilder<IssuedIna> builder)
    {
        builder.ToTable("Inas");
        builder.HasKey(ina => ina.DirectoryKey);
        builder.Property(ina => ina.DirectoryKey).HasMaxLength(128);
        builder.Property(ina => ina.Lookup).HasMaxLength(64);
        builder.HasIndex(ina => ina.Lookup).IsUnique();
    }
}
