using AcRouenIdentity.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.HasKey(account => account.Subject);
        builder.Property(account => account.Subject).HasMaxLength(64);
        builder.Property(account => account.DirectoryKey).HasMaxLength(128);
        builder.Property(account => account.FactorsVersion).IsConcurrencyToken();
        builder.Property(account => account.Alarm).HasConversion<string>().HasMaxLength(16);
        builder.Property(account => account.AlarmedAt).IsConcurrencyToken();
        builder.Property(account => account.Language).HasMaxLength(16);
        builder.Property(account => account.NameForm).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(account => account.DirectoryKey).IsUnique();
        builder.HasIndex(account => account.NameChosenAt);
    }
}
