using AcRouenIdentity.Domain.HelpDesk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class HelpDeskConfiguration :
    IEntityTypeConfiguration<AssistanceCase>, IEntityTypeConfiguration<CaseEntry>, IEntityTypeConfiguration<CaseStep>, IEntityTypeConfiguration<CaseApproval>
{
    private const int LongestLogin = 64;

    public void Configure(EntityTypeBuilder<AssistanceCase> builder)
    {
        builder.ToTable("Cases");
        builder.HasKey(row => row.Id);
        builder.Ignore(row => row.Schools);
        builder.Property(row => row.Reference).HasMaxLength(16);
        builder.Property(row => row.Origin).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.Outcome).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.DirectoryKey).HasMaxLength(128);
        builder.Property(row => row.CallAbout).HasMaxLength(128);
        builder.Property(row => row.OpenedBy).HasMaxLength(LongestLogin);
        builder.Property(row => row.AssignedTo).HasMaxLength(LongestLogin);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => row.Reference).IsUnique();
        builder.HasIndex(row => row.DirectoryKey);
        builder.HasIndex(row => row.CallAbout).IsUnique();
        builder.HasIndex(row => new { row.State, row.OpenedAt });
        builder.HasIndex(row => row.OpenedAt);
    }

    public void Configure(EntityTypeBuilder<CaseEntry> builder)
    {
        builder.ToTable("CaseEntries");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.By).HasMaxLength(LongestLogin);
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(24);
        builder.Property(row => row.What).HasMaxLength(32);
        OfCase<CaseEntry>(builder, nameof(CaseEntry.CaseId));
        builder.HasIndex(row => row.CaseId);
        builder.HasIndex(row => new { row.Kind, row.At });
    }

    public void Configure(EntityTypeBuilder<CaseStep> builder)
    {
        builder.ToTable("CaseSteps");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Step).HasConversion<string>().HasMaxLength(24);
        builder.Property(row => row.PassedBy).HasMaxLength(LongestLogin);
        builder.Property(row => row.AskedBy).HasMaxLength(LongestLogin);
        builder.Property(row => row.CodeHash).HasMaxLength(64);
        builder.Property(row => row.Version).IsConcurrencyToken();
        OfCase<CaseStep>(builder, nameof(CaseStep.CaseId));
        builder.HasIndex(row => new { row.CaseId, row.Step }).IsUnique();
        builder.HasIndex(row => row.ExpiresAt);
    }

    public void Configure(EntityTypeBuilder<CaseApproval> builder)
    {
        builder.ToTable("CaseApprovals");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Act).HasConversion<string>().HasMaxLength(24);
        builder.Property(row => row.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.AskedBy).HasMaxLength(LongestLogin);
        builder.Property(row => row.DecidedBy).HasMaxLength(LongestLogin);
        builder.Property(row => row.Version).IsConcurrencyToken();
        OfCase<CaseApproval>(builder, nameof(CaseApproval.CaseId));
        builder.HasIndex(row => row.CaseId);
        builder.HasIndex(row => row.State);
    }

    private static void OfCase<TRow>(EntityTypeBuilder<TRow> builder, string caseId)
        where TRow : class =>
        builder.HasOne<AssistanceCase>().WithMany().HasForeignKey(caseId).OnDelete(DeleteBehavior.Cascade);
}
