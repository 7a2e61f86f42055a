using AcRouenIdentity.Domain.Passkeys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class PasskeyChallengeConfiguration : IEntityTypeConfiguration<PasskeyChallenge>
{
    public void Configure(EntityTypeBuilder<PasskeyChallenge> builder)
    {
        builder.ToTable("PasskeyChallenges");
        builder.HasKey(challenge => challenge.TokenHash);
        builder.Property(challenge => challenge.TokenHash).HasMaxLength(64);
        builder.Property(challenge => challenge.Subject).HasMaxLength(64);
        builder.HasIndex(challenge => challenge.ExpiresAt);
    }
}
