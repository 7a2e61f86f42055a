using AcRouenIdentity.Domain.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class PendingSignInConfiguration : IEntityTypeConfiguration<PendingSignIn>
{
    public void Configure(EntityTypeBuilder<PendingSignIn> builder)
    {
        builder.ToTable("PendingSignIns");
        builder.HasKey(pending => pending.TokenHash);
        builder.Property(pending => pending.TokenHash).HasMaxLength(64);
        builder.Property(pending => pending.Subject).HasMaxLength(64);
        builder.Property(pending => pending.DirectoryKey).HasMaxLength(128);
        builder.Property(pending => pending.Methods).HasMaxLength(64);
        builder.Property(pending => pending.ReturnTo).HasMaxLength(8192);
        builder.HasIndex(pending => pending.ExpiresAt);
    }
}
