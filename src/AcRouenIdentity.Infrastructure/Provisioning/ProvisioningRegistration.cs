using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Infrastructure.Provisioning;

public static class ProvisioningRegistration
{
    /// <summary>Needs the database, the directory, Data Protection and the keyed hash.</summary>
    public static IServiceCollection AddPeopleRecords(this IServiceCollection services)
    {
        services.AddSingleton<ConfidentialFacts>();
        services.AddSingleton<PersonRecords>();
        services.AddScoped<KnownPeopleReader>();
        services.AddScoped<IdentifierReservations>();
        services.AddScoped<InaIssuing>();
        return services;
    }
}
