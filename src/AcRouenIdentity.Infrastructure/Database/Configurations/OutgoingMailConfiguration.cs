using AcRouenIdentity.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("OutgoingMails");
        builder.HasKey(mail => mail.Id);
        builder.Property(mail => mail.Id).HasMaxLength(64);
        builder.Property(mail => mail.Kind).HasConversion<string>().HasMaxLength(32);
        builder.Property(mail => mail.Reader).HasMaxLength(128);
        builder.Property(mail => mail.LeasedBy).HasMaxLength(64);
        builder.Property(mail => mail.LastError).HasMaxLength(32);
        builder.Property(mail => mail.Outcome).HasConversion<string>().HasMaxLength(16);
        builder.Property(mail => mail.Version).IsConcurrencyToken();
        builder.HasIndex(mail => new { mail.ClosedAt, mail.NextTryAt });
        builder.HasIndex(mail => mail.Reader);
    }
}
