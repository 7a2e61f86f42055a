using AcRouenIdentity.Domain.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class UnlistedPersonConfiguration : IEntityTypeConfiguration<UnlistedPerson>
{
    public void Configure(EntityTypeBuilder<UnlistedPerson> builder)
    {
        builder.ToTable("UnlistedPeople");
        builder.HasKey(person => person.DirectoryKey);
        builder.Property(person => person.DirectoryKey).HasMaxLength(128);
    }
}
