using System.Reflection;

namespace AcRouenIdentity.Architecture.Tests;

/// <summary>Who may know whom among the slices. All know Shared, the domain, the database and the ports; Shared knows no slice.</summary>
internal sealed class FeatureMap(Assembly assembly, string root)
{
    private readonly IReadOnlyList<KnowingType> types = Dependencies.Of(assembly);

    public static IReadOnlyDictionary<string, string[]> Rows { get; } = new Dictionary<string, string[]>
    {
        ["Shared"] = [],
        ["SignIn"] = ["Passwords", "Activation", "Passkeys", "SecondFactors", "Alarms"],
        ["Letters"] = [],
        ["MailClients"] = ["SignIn", "Alarms", "OpenId"],
        ["Audit"] = [],
        ["Passwords"] = ["Alarms"],
        ["Alarms"] = [],
        ["BackupAddresses"] = ["Alarms"],
        ["Passkeys"] = [],
        ["SecondFactors"] = [],
        ["Directory"] = [],
        ["Status"] = [],
        ["Help"] = [],
        ["Home"] = ["SignIn", "BackupAddresses", "Passkeys"],
        ["OpenId"] = ["SignIn", "Alarms"],
        ["Recovery"] = ["Passwords", "Letters", "BackupAddresses", "SecondFactors", "Alarms"],
        ["Activation"] = ["Passwords", "Letters", "BackupAddresses", "Passkeys"],
        ["HelpDesk"] = ["Recovery", "Letters", "BackupAddresses", "Alarms", "Provisioning"],
        ["MyAccount"] = ["Passwords", "Recovery", "BackupAddresses", "Passkeys", "SecondFactors", "Alarms", "MailClients"],
        ["Provisioning"] = ["Letters"],
        ["Operations"] = ["Provisioning", "Letters"],
    };

    /// <summary>Types of a slice, its views included, that know a slice which its row does not name.</summary>
    public IReadOnlyList<string> Trespassers(string feature)
    {
        var others = Rows.Keys.Except([feature, "Shared", .. Rows[feature]]).Select(SpaceOf).ToArray();
        return [.. types
            .Where(type => type.IsIn(SpaceOf(feature)) || IsViewOf(feature, type))
            .Where(type => type.Knows.Any(known => others.Any(known.IsIn)))
            .Select(type => type.FullName)];
    }

    /// <summary>Slices that stand in the assembly.</summary>
    public IEnumerable<string> Present() => types
        .Where(type => type.Namespace.StartsWith(root + ".", StringComparison.Ordinal))
        .Select(type => type.Namespace[(root.Length + 1)..].Split('.')[0])
        .Distinct();

    private string SpaceOf(string feature) => $"{root}.{feature}";

    // Razor compiles /Features/SignIn/X.cshtml to AspNetCoreGeneratedDocument.Features_SignIn_X.
    private static bool IsViewOf(string feature, KnowingType type) =>
        type.Namespace == "AspNetCoreGeneratedDocument" && type.Name.StartsWith($"Features_{feature}_", StringComparison.Ordinal);
}
