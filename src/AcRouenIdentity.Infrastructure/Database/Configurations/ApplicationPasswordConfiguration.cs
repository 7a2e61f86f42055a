using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class ApplicationPasswordConfiguration : IEntityTypeConfiguration<ApplicationPassword>
{
    public void Configure(EntityTypeBuilder<ApplicationPassword> builder)
    {
        builder.ToTable("ApplicationPasswords");
        builder.HasKey(password => password.Id);
        builder.Property(password => password.Id).HasMaxLength(64);
        builder.Property(password => password.Subject).HasMaxLength(64);
        builder.Property(password => password.Name).HasMaxLength(4 * ChosenName.Longest);
        builder.Property(password => password.Beginning).HasMaxLength(ApplicationPasswordText.BeginningLength);
        builder.Property(password => password.Use).HasConversion<string>().HasMaxLength(16);
        builder.Property(password => password.EndedBy).HasConversion<string>().HasMaxLength(32);
        builder.HasIndex(password => new { password.Subject, password.Slot }).IsUnique();
        builder.HasIndex(password => new { password.Subject, password.Beginning }).IsUnique();
        builder.HasIndex(password => password.EndedAt);
    }
}
