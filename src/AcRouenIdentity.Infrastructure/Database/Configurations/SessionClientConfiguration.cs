using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class SessionClientConfiguration : IEntityTypeConfiguration<SessionClient>
{
    public void Configure(EntityTypeBuilder<SessionClient> builder)
    {
        builder.ToTable("SessionClients");
        builder.HasKey(grant => new { grant.SessionId, grant.ClientId });
        builder.Property(grant => grant.SessionId).HasMaxLength(64);
        builder.Property(grant => grant.ClientId).HasMaxLength(100);
        builder.Property(grant => grant.AuthorizationId).HasMaxLength(64).IsConcurrencyToken();
        builder.HasIndex(grant => new { grant.ClientId, grant.LastAt });
        builder.HasOne<Session>().WithMany().HasForeignKey(grant => grant.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}
