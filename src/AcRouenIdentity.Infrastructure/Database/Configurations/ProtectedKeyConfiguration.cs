using AcRouenIdentity.Infrastructure.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class ProtectedKeyConfiguration : IEntityTypeConfiguration<ProtectedKey>
{
    public void Configure(EntityTypeBuilder<ProtectedKey> builder)
    {
        builder.ToTable("ProtectedKeys");
        builder.HasKey(key => key.Name);
        builder.Property(key => key.Name).HasMaxLength(64);
    }
}
