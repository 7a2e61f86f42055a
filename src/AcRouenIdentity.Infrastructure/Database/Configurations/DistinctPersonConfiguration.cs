using AcRouenIdentity.Domain.Provisioning.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class DistinctPersonConfiguration : IEntityTypeConfiguration<DistinctPerson>
{
    public void Configure(EntityTypeBuilder<DistinctPerson> builder)
    {
        builder.ToTable("DistinctPeople");
        builder.HasKey(person => person.FeedKey);
        builder.Property(person => person.FeedKey).HasMaxLength(128);
        builder.Property(person => person.DeclaredBy).HasMaxLength(128);
    }
}
