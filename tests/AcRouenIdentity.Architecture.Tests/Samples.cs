using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace AcRouenIdentity.Architecture.Tests;

/// <summary>Configuration files held against the options that the product reads.</summary>
internal static partial class Samples
{
    // Read by the framework, or by the host without a type of its own.
    private static readonly string[] Framework = ["Urls", "Kestrel", "Logging"];

    // Options without a section: each of their keys stands at the root.
    private static readonly string[] RootOptions = ["PublicAddressOptions", "ApplicationsOptions"];

    /// <summary>What is wrong in a configuration: a key that nothing reads, a value that does not parse, an option out of its range.</summary>
    public static IEnumerable<string> Problems(string json)
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(WithPlaces(json)))).Build();
        return configuration.GetChildren().Where(section => !Framework.Contains(section.Key)).SelectMany(Problems);
    }

    /// <summary>Secrets written where a file should be named.</summary>
    public static IEnumerable<string> Secrets(string json)
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json))).Build();
        return configuration.AsEnumerable()
            .Where(setting => setting.Value is not null && (SecretKey().IsMatch(setting.Key) || setting.Value.Contains("Password=", StringComparison.OrdinalIgnoreCase)))
            .Select(setting => setting.Key);
    }

    private static IEnumerable<string> Problems(IConfigurationSection section)
    {
        if (RootOptionsWith(section.Key) is { } rootType)
            return Problems(section.Key, new ConfigurationBuilder().AddInMemoryCollection(section.AsEnumerable()).Build(), rootType);
        return OptionsOf(section.Key) is { } type ? Problems(section.Key, section, type) : [$"{section.Key}: nothing reads it"];
    }

    private static List<string> Problems(string key, IConfiguration section, Type type)
    {
        var options = Activator.CreateInstance(type)!;
        try
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException unread)
        {
            return [$"{key}: {unread.InnerException?.Message ?? unread.Message}"];
        }

        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        // Files of the machine where the sample would run.
        return [.. results.Select(result => result.ErrorMessage!).Where(message => !message.Contains("must exist", StringComparison.Ordinal)).Select(message => $"{key}: {message}")];
    }

    // XxxOptions with the constant Section, or named after its section.
    private static Type? OptionsOf(string section) => Product.All.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
        .SingleOrDefault(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string == section
            || (type.GetField("Section") is null && type.Namespace == "AcRouenIdentity.Infrastructure.Directory" && type.Name == $"{section}Options"));

    private static Type? RootOptionsWith(string key) =>
        Product.Web.GetTypes().SingleOrDefault(type => RootOptions.Contains(type.Name) && type.GetProperty(key) is not null);

    // run.sh fills @PLACES@ in; a number suits all of them.
    private static string WithPlaces(string json) => Place().Replace(json, "8080");

    [GeneratedRegex("@[A-Z_]+@")]
    private static partial Regex Place();

    [GeneratedRegex("(Password|Secret)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();
}
