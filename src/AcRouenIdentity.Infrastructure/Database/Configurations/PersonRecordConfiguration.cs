using AcRouenIdentity.Domain.Provisioning.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class PersonRecordConfiguration : IEntityTypeConfiguration<PersonRecord>
{
    public void Configure(EntityTypeBuilder<PersonRecord> builder)
    {
        builder.ToTable("People");
        builder.HasKey(person => person.DirectoryKey);
        builder.Property(person => person.DirectoryKey).HasMaxLength(128);
        builder.Property(person => person.FeedKey).HasMaxLength(128);
        builder.Property(person => person.Login).HasMaxLength(64);
        builder.Property(person => person.Address).HasMaxLength(254);
        builder.Property(person => person.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(person => person.ClosedFrom).HasConversion<string>().HasMaxLength(16);
        builder.Property(person => person.SuspendedBy).HasConversion<string>().HasMaxLength(16);
        builder.Property(person => person.DepartureReason).HasConversion<string>().HasMaxLength(32);
        builder.Property(person => person.Civility).HasConversion<string>().HasMaxLength(16);
        builder.Property(person => person.MainEstablishment).HasMaxLength(8);
        builder.Property(person => person.Version).IsConcurrencyToken();
        builder.HasIndex(person => person.FeedKey).IsUnique();
        builder.HasIndex(person => person.Login);
        builder.HasIndex(person => new { person.State, person.DepartureOn });
        builder.HasIndex(person => person.Surname);
        builder.HasIndex(person => person.ChangedAt);
    }
}
