using AcRouenIdentity.Domain.OpenId;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class RegisteredClientConfiguration : IEntityTypeConfiguration<RegisteredClient>
{
    public void Configure(EntityTypeBuilder<RegisteredClient> builder)
    {
        builder.ToTable("RegisteredClients");
        builder.HasKey(client => client.Key);
        builder.Property(client => client.Key).HasMaxLength(100);
        builder.Property(client => client.Id).HasMaxLength(100).IsRequired();
        builder.Property(client => client.Secret).HasMaxLength(64);
        builder.Property(client => client.FormerSecret).HasMaxLength(64);
        builder.Property(client => client.CreatedBy).HasMaxLength(128);
        builder.Property(client => client.ChangedBy).HasMaxLength(128);
        builder.Property(client => client.Registrar).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(client => new { client.Registrar, client.AdmittedAt });
        builder.Property(client => client.Version).IsConcurrencyToken();
    }
}
