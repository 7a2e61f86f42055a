using AcRouenIdentity.Domain.Provisioning.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class KnownSchoolConfiguration : IEntityTypeConfiguration<KnownSchool>
{
    public void Configure(EntityTypeBuilder<KnownSchool> builder)
    {
        builder.ToTable("Schools");
        builder.HasKey(school => school.Rne);
        builder.Property(school => school.Rne).HasMaxLength(8);
    }
}
