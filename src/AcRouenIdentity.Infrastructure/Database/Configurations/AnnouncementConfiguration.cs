using AcRouenIdentity.Domain.Status;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class AnnouncementConfiguration : IEntityTypeConfiguration<Announcement>
{
    public void Configure(EntityTypeBuilder<Announcement> builder)
    {
        builder.ToTable("Announcements");
        builder.HasKey(announcement => announcement.Id);
        builder.Property(announcement => announcement.Id).HasMaxLength(32);
        builder.Property(announcement => announcement.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(announcement => announcement.Text).HasMaxLength(Announcement.LongestText);
        builder.Property(announcement => announcement.TextEnglish).HasMaxLength(Announcement.LongestText);
        builder.Property(announcement => announcement.ChangedBy).HasMaxLength(128);
        builder.Property(announcement => announcement.Version).IsConcurrencyToken();
        builder.Ignore(announcement => announcement.Services);
        builder.HasIndex(announcement => announcement.EndsAt);
    }
}
