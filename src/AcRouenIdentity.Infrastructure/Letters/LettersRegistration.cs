using AcRouenIdentity.Domain.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Letters;

public static class LettersRegistration
{
    /// <summary>
    /// Registers <see cref="ILetterPrinter"/> from the section <see cref="LetterPrinterOptions.Section"/>. Fonts are checked and templates are tried at start, so that an officer never finds
    /// out in the middle of a batch.
    /// </summary>
    /// <param name="themeFolders">The folder of the theme, then the default one's.</param>
    public static IServiceCollection AddLetterPrinter(this IServiceCollection services, IConfiguration section, Func<IServiceProvider, IReadOnlyList<string>> themeFolders)
    {
        services.AddSingleton<IValidateOptions<LetterPrinterOptions>, LetterPrinterOptionsValidation>();
        services.AddOptions<LetterPrinterOptions>()
            .Bind(section)
            .Configure<IServiceProvider>((options, provider) => options.ThemeFolders = themeFolders(provider))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ILetterPrinter, PdfLetterPrinter>();
        services.AddSingleton<IHeldDataPrinter, HeldDataPrinter>();
        services.AddHostedService<ReadyAtStart>();
        return services;
    }

    /// <summary>Registers how secrets of letters are hashed, and how printed letters are kept until they are confirmed.</summary>
    public static IServiceCollection AddLetterSecrets(this IServiceCollection services)
    {
        services.AddSingleton<SlowHash>();
        return services.AddSingleton<LetterVault>();
    }

    /// <summary>Asking for the printer reads its templates.</summary>
    private sealed class ReadyAtStart(ILetterPrinter printer) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = printer;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
