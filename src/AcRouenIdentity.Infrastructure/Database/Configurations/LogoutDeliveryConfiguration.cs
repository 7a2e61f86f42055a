using AcRouenIdentity.Domain.OpenId;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class LogoutDeliveryConfiguration : IEntityTypeConfiguration<LogoutDelivery>
{
    public void Configure(EntityTypeBuilder<LogoutDelivery> builder)
    {
        builder.ToTable("LogoutDeliveries");
        builder.HasKey(delivery => delivery.Id);
        builder.Property(delivery => delivery.Id).HasMaxLength(64);
        builder.Property(delivery => delivery.SessionId).HasMaxLength(64);
        builder.Property(delivery => delivery.Subject).HasMaxLength(64);
        builder.Property(delivery => delivery.ClientId).HasMaxLength(100);
        builder.Property(delivery => delivery.Trouble).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(delivery => new { delivery.ClosedAt, delivery.DueAt });
    }
}
