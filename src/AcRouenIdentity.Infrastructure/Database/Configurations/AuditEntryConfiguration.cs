using AcRouenIdentity.Infrastructure.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedOnAdd();
        builder.Property(entry => entry.Kind).HasConversion<string>().HasMaxLength(64);
        builder.Property(entry => entry.Subject).HasMaxLength(64);
        builder.Property(entry => entry.PreviousHash).HasMaxLength(64);
        builder.Property(entry => entry.Hash).HasMaxLength(64);
        // An entry is sealed once: the update of a node that comes second finds a position where it saw none.
        builder.Property(entry => entry.Position).IsConcurrencyToken();
        builder.HasIndex(entry => entry.Position).IsUnique();
        builder.HasIndex(entry => new { entry.Subject, entry.At });
        builder.HasIndex(entry => entry.At);
        builder.HasIndex(entry => new { entry.Kind, entry.At }, "IX_AuditEntries_Recoveries").HasFilter(RecoveryEntries.Condition);
    }
}
