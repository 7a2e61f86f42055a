using AcRouenIdentity.Domain.Provisioning.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class ProvisioningRunConfiguration : IEntityTypeConfiguration<ProvisioningRun>
{
    public void Configure(EntityTypeBuilder<ProvisioningRun> builder)
    {
        builder.ToTable("ProvisioningRuns");
        builder.HasKey(run => run.Id);
        builder.Property(run => run.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(run => run.Step).HasConversion<string>().HasMaxLength(16);
        builder.Property(run => run.Origin).HasConversion<string>().HasMaxLength(16);
        builder.Property(run => run.Absence).HasConversion<string>().HasMaxLength(32);
        builder.Property(run => run.AskedBy).HasMaxLength(128);
        builder.Property(run => run.ApprovedBy).HasMaxLength(128);
        builder.Property(run => run.ConfirmedBy).HasMaxLength(128);
        builder.Property(run => run.LeaseOwner).HasMaxLength(128);
        builder.Property(run => run.Fingerprint).HasMaxLength(64);
        builder.Property(run => run.Version).IsConcurrencyToken();
        builder.HasIndex(run => run.Slot).IsUnique();
        builder.HasIndex(run => run.State);
    }
}

internal sealed class RunFileConfiguration : IEntityTypeConfiguration<RunFile>
{
    public void Configure(EntityTypeBuilder<RunFile> builder)
    {
        builder.ToTable("ProvisioningFiles");
        builder.HasKey(file => new { file.RunId, file.Name });
        builder.Property(file => file.Name).HasMaxLength(255);
        builder.Property(file => file.Sha256).HasMaxLength(64);
    }
}

internal sealed class RunIssueConfiguration : IEntityTypeConfiguration<RunIssue>
{
    public void Configure(EntityTypeBuilder<RunIssue> builder)
    {
        builder.ToTable("ProvisioningIssues");
        builder.HasKey(issue => issue.Id);
        builder.Property(issue => issue.Kind).HasConversion<string>().HasMaxLength(32);
        builder.Property(issue => issue.Effect).HasConversion<string>().HasMaxLength(32);
        builder.Property(issue => issue.Subject).HasConversion<string>().HasMaxLength(16);
        builder.Property(issue => issue.DirectoryKey).HasMaxLength(128);
        builder.HasIndex(issue => issue.RunId);
    }
}

internal sealed class PersonChangeConfiguration : IEntityTypeConfiguration<PersonChange>
{
    public void Configure(EntityTypeBuilder<PersonChange> builder)
    {
        builder.ToTable("PersonChanges");
        builder.HasKey(change => change.Id);
        builder.Property(change => change.DirectoryKey).HasMaxLength(128);
        builder.Property(change => change.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(change => change.Reason).HasConversion<string>().HasMaxLength(32);
        builder.Property(change => change.Stage).HasConversion<string>().HasMaxLength(16);
        builder.Property(change => change.Failure).HasConversion<string>().HasMaxLength(32);
        builder.Property(change => change.By).HasMaxLength(128);
        builder.HasIndex(change => new { change.DirectoryKey, change.Id });
        builder.HasIndex(change => new { change.RunId, change.Kind, change.Id });
        builder.HasIndex(change => change.Stage);
    }
}
