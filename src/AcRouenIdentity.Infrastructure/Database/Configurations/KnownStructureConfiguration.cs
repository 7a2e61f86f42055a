using AcRouenIdentity.Domain.Provisioning.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class KnownStructureConfiguration : IEntityTypeConfiguration<KnownStructure>
{
    public void Configure(EntityTypeBuilder<KnownStructure> builder)
    {
        builder.ToTable("Structures");
        builder.HasKey(structure => structure.StructureKey);
        builder.Property(structure => structure.StructureKey).HasMaxLength(64);
        builder.Property(structure => structure.Rne).HasMaxLength(8);
    }
}
