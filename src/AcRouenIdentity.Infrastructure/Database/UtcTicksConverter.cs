using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AcRouenIdentity.Infrastructure.Database;

/// <summary>SQLite has no type for instants and cannot compare the text that EF Core would write: instants are kept as UTC ticks.</summary>
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
