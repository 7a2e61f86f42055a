using AcRouenIdentity.Domain.SecondFactors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class AuthenticatorAppConfiguration : IEntityTypeConfiguration<AuthenticatorApp>
{
    public void Configure(EntityTypeBuilder<AuthenticatorApp> builder)
    {
        builder.ToTable("AuthenticatorApps");
        builder.HasKey(app => app.Subject);
        builder.Property(app => app.Subject).HasMaxLength(64);
        builder.Property(app => app.ProtectedSecret).HasMaxLength(1024);
        builder.Property(app => app.Version).IsConcurrencyToken();
    }
}
