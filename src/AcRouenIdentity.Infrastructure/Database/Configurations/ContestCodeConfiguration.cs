using AcRouenIdentity.Domain.Codes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class ContestCodeConfiguration : IEntityTypeConfiguration<ContestCode>
{
    public void Configure(EntityTypeBuilder<ContestCode> builder)
    {
        builder.ToTable("ContestCodes");
        builder.HasKey(code => code.Id);
        builder.Property(code => code.DirectoryKey).HasMaxLength(128);
        builder.Property(code => code.Change).HasConversion<string>().HasMaxLength(32);
        builder.Property(code => code.Hash).HasMaxLength(64);
        builder.Property(code => code.Version).IsConcurrencyToken();
        builder.HasIndex(code => code.Hash).IsUnique();
        builder.HasIndex(code => code.DirectoryKey);
        builder.HasIndex(code => code.ExpiresAt);
    }
}
