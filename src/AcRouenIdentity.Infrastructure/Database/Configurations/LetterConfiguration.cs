using AcRouenIdentity.Domain.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class LetterConfiguration : IEntityTypeConfiguration<Letter>
{
    public void Configure(EntityTypeBuilder<Letter> builder)
    {
        builder.ToTable("Letters");
        builder.HasKey(letter => letter.Id);
        builder.Property(letter => letter.DirectoryKey).HasMaxLength(128);
        builder.Property(letter => letter.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(letter => letter.Establishment).HasMaxLength(8);
        builder.Property(letter => letter.CodeLookup).HasMaxLength(64);
        builder.Property(letter => letter.SecretHash).HasMaxLength(128);
        builder.Property(letter => letter.HandOver).HasConversion<string>().HasMaxLength(16);
        builder.Property(letter => letter.HandOverBy).HasMaxLength(128);
        builder.Property(letter => letter.End).HasConversion<string>().HasMaxLength(16);
        builder.Property(letter => letter.Slot).HasMaxLength(160);
        builder.Property(letter => letter.Version).IsConcurrencyToken();
        builder.HasIndex(letter => letter.Slot).IsUnique();
        builder.HasIndex(letter => letter.CodeLookup).IsUnique();
        builder.HasIndex(letter => new { letter.BatchId, letter.Rank }).IsUnique();
        builder.HasIndex(letter => new { letter.DirectoryKey, letter.Kind });
        builder.HasIndex(letter => new { letter.Establishment, letter.PrintedAt });
        builder.HasOne<LetterBatch>().WithMany().HasForeignKey(letter => letter.BatchId);
    }
}

internal sealed class LetterBatchConfiguration : IEntityTypeConfiguration<LetterBatch>
{
    public void Configure(EntityTypeBuilder<LetterBatch> builder)
    {
        builder.ToTable("LetterBatches");
        builder.HasKey(batch => batch.Id);
        builder.Property(batch => batch.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(batch => batch.Scope).HasConversion<string>().HasMaxLength(16);
        builder.Property(batch => batch.ScopeValue).HasMaxLength(64);
        builder.Property(batch => batch.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(batch => batch.AskedBy).HasMaxLength(128);
        builder.Property(batch => batch.EndedBy).HasMaxLength(128);
        builder.Property(batch => batch.Trouble).HasMaxLength(32);
        builder.Property(batch => batch.LeaseOwner).HasMaxLength(128);
        builder.Property(batch => batch.Version).IsConcurrencyToken();
        builder.HasIndex(batch => batch.State);
    }
}

internal sealed class LetterPartConfiguration : IEntityTypeConfiguration<LetterPart>
{
    public void Configure(EntityTypeBuilder<LetterPart> builder)
    {
        builder.ToTable("LetterParts");
        builder.HasKey(part => part.Id);
        builder.Property(part => part.Establishment).HasMaxLength(8);
        builder.Property(part => part.DownloadedBy).HasMaxLength(128);
        builder.Property(part => part.Version).IsConcurrencyToken();
        builder.HasIndex(part => new { part.BatchId, part.Number }).IsUnique();
        builder.HasOne<LetterBatch>().WithMany().HasForeignKey(part => part.BatchId);
    }
}

internal sealed class LetterRequestConfiguration : IEntityTypeConfiguration<LetterRequest>
{
    public void Configure(EntityTypeBuilder<LetterRequest> builder)
    {
        builder.ToTable("LetterRequests");
        builder.HasKey(request => request.Id);
        builder.Property(request => request.DirectoryKey).HasMaxLength(128);
        builder.Property(request => request.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(request => request.End).HasConversion<string>().HasMaxLength(16);
        builder.Property(request => request.Slot).HasMaxLength(128);
        builder.Property(request => request.Version).IsConcurrencyToken();
        builder.HasIndex(request => request.Slot).IsUnique();
        builder.HasIndex(request => request.DirectoryKey);
        builder.HasIndex(request => request.BatchId);
        builder.HasOne<LetterBatch>().WithMany().HasForeignKey(request => request.BatchId);
    }
}

internal sealed class SecretariatReminderConfiguration : IEntityTypeConfiguration<SecretariatReminder>
{
    public void Configure(EntityTypeBuilder<SecretariatReminder> builder)
    {
        builder.ToTable("SecretariatReminders");
        builder.HasKey(reminder => reminder.Establishment);
        builder.Property(reminder => reminder.Establishment).HasMaxLength(8);
        builder.Property(reminder => reminder.Version).IsConcurrencyToken();
    }
}
