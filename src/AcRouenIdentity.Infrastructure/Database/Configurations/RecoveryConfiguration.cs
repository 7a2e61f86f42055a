using AcRouenIdentity.Domain.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AcRouenIdentity.Infrastructure.Database.Configurations;

internal sealed class RecoveryConfiguration :
    IEntityTypeConfiguration<RecoveryTicket>, IEntityTypeConfiguration<RecoveryRequest>, IEntityTypeConfiguration<AssistanceCode>
{
    public void Configure(EntityTypeBuilder<RecoveryTicket> builder)
    {
        builder.ToTable("RecoveryTickets");
        builder.HasKey(ticket => ticket.TokenHash);
        builder.Property(ticket => ticket.TokenHash).HasMaxLength(64);
        builder.Property(ticket => ticket.Way).HasConversion<string>().HasMaxLength(16);
        builder.Property(ticket => ticket.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(ticket => ticket.DirectoryKey).HasMaxLength(128);
        builder.Property(ticket => ticket.Level).HasConversion<string>().HasMaxLength(16);
        builder.Property(ticket => ticket.CodeHash).HasMaxLength(64);
        builder.Property(ticket => ticket.ReturnTo).HasMaxLength(8192);
        builder.Property(ticket => ticket.Version).IsConcurrencyToken();
        builder.HasIndex(ticket => ticket.DirectoryKey);
        builder.HasIndex(ticket => ticket.ExpiresAt);
    }

    public void Configure(EntityTypeBuilder<RecoveryRequest> builder)
    {
        builder.ToTable("RecoveryRequests");
        builder.HasKey(request => request.Id);
        builder.Property(request => request.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(request => request.Protected).HasMaxLength(4096);
        builder.Property(request => request.TicketHash).HasMaxLength(64);
        builder.Property(request => request.TakenBy).HasMaxLength(256);
        builder.Property(request => request.Language).HasMaxLength(8);
        builder.Property(request => request.Source).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<AssistanceCode> builder)
    {
        builder.ToTable("AssistanceCodes");
        builder.HasKey(code => code.Id);
        builder.Property(code => code.DirectoryKey).HasMaxLength(128);
        builder.Property(code => code.Case).HasMaxLength(64);
        builder.Property(code => code.Level).HasConversion<string>().HasMaxLength(16);
        builder.Property(code => code.Hash).HasMaxLength(64);
        builder.Property(code => code.Version).IsConcurrencyToken();
        builder.HasIndex(code => code.DirectoryKey);
        builder.HasIndex(code => code.ExpiresAt);
    }
}
