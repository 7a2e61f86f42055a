using AcRouenIdentity.Domain.OpenId;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class UsedAssertionConfiguration : IEntityTypeConfiguration<UsedAssertion>
{
    public void Configure(EntityTypeBuilder<UsedAssertion> builder)
    {
        builder.ToTable("UsedAssertions");
        builder.HasKey(assertion => assertion.Id);
        builder.Property(assertion => assertion.Id).HasMaxLength(64);
        builder.HasIndex(assertion => assertion.ExpiresAt);
    }
}
