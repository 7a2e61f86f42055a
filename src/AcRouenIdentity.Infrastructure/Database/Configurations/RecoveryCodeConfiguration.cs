using AcRouenIdentity.Domain.SecondFactors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("RecoveryCodes");
        builder.HasKey(code => code.Id);
        builder.Property(code => code.Subject).HasMaxLength(64);
        builder.Property(code => code.Hash).HasMaxLength(64);
        builder.HasIndex(code => new { code.Subject, code.Hash }).IsUnique();
    }
}
