using AcRouenIdentity.Domain.Ports;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

internal static class BackupAddressesFeature
{
    public static void AddBackupAddresses(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BackupAddressOptions>()
            .Bind(builder.Configuration.GetSection(BackupAddressOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<BackupAddressVault>();
        builder.Services.AddScoped<BackupAddressBook>();
        builder.Services.AddScoped<BackupAddressCodes>();
        builder.Services.AddScoped<BackupAddressProof>();
        builder.Services.AddScoped<BackupAddressChanges>();
        builder.Services.AddScoped<BackupAddressWording>();
        builder.Services.AddScoped<IAccountNotices, AccountNotices>();
        builder.Services.AddScoped<IHeldData, BackupAddressesHeld>();
        builder.Services.AddHostedService<BackupAddressUpkeep>();
    }
}
