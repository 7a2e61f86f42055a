using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class BackupAddressConfiguration : IEntityTypeConfiguration<BackupAddress>
{
    public void Configure(EntityTypeBuilder<BackupAddress> builder)
    {
        builder.ToTable("BackupAddresses");
        builder.HasKey(address => address.Id);
        builder.Property(address => address.DirectoryKey).HasMaxLength(128);
        builder.Property(address => address.Lookup).HasMaxLength(64);
        builder.Property(address => address.Version).IsConcurrencyToken();
        builder.HasIndex(address => new { address.DirectoryKey, address.Lookup }).IsUnique();
        builder.HasIndex(address => new { address.DirectoryKey, address.Slot }).IsUnique();
        builder.HasIndex(address => address.RemovedAt);
    }
}

internal sealed class MailCodeConfiguration : IEntityTypeConfiguration<MailCode>
{
    public void Configure(EntityTypeBuilder<MailCode> builder)
    {
        builder.ToTable("MailCodes");
        builder.HasKey(code => code.Id);
        builder.Property(code => code.DirectoryKey).HasMaxLength(128);
        builder.Property(code => code.SessionId).HasMaxLength(64);
        builder.Property(code => code.AddressLookup).HasMaxLength(64);
        builder.Property(code => code.Hash).HasMaxLength(64);
        builder.Property(code => code.Version).IsConcurrencyToken();
        builder.HasIndex(code => new { code.DirectoryKey, code.SessionId });
        builder.HasIndex(code => code.AddressLookup);
        builder.HasIndex(code => code.ExpiresAt);
    }
}
