using AcRouenIdentity.Domain.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).HasMaxLength(64);
        builder.Property(session => session.Subject).HasMaxLength(64);
        builder.Property(session => session.DirectoryKey).HasMaxLength(128);
        builder.Property(session => session.Methods).HasMaxLength(64);
        builder.Property(session => session.Agent).HasMaxLength(Session.LongestAgent);
        builder.Property(session => session.Source).HasMaxLength(Session.LongestSource);
        builder.HasIndex(session => new { session.Subject, session.EndedAt });
        builder.HasIndex(session => new { session.EndedAt, session.ExpiresAt });
    }
}
