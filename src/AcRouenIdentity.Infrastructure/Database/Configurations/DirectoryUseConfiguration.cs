using AcRouenIdentity.Domain.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class DirectoryUseConfiguration : IEntityTypeConfiguration<DirectoryUse>
{
    public void Configure(EntityTypeBuilder<DirectoryUse> builder)
    {
        builder.ToTable("DirectoryUses");
        builder.HasKey(use => new { use.Subject, use.Kind });
        builder.Property(use => use.Subject).HasMaxLength(64);
        builder.Property(use => use.Kind).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(use => use.Since);
    }
}
