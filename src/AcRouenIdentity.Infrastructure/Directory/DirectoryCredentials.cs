using AcRouenIdentity.Ldap;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>Passwords of the accounts that the provider has in the directory, from their files or from the configuration.</summary>
internal static class DirectoryCredentials
{
    public static string Read(DirectoryOptions options) => Read(options.BindPasswordFile, options.BindPassword);

    public static string ReadProvisioning(DirectoryOptions options) => Read(options.ProvisioningPasswordFile, options.ProvisioningPassword);

    public static LdapCredential Service(DirectoryOptions options) => new(LdapDn.Parse(options.BindDn), Read(options));

    public static LdapCredential Provisioning(DirectoryOptions options) => new(LdapDn.Parse(options.ProvisioningDn), ReadProvisioning(options));

    private static string Read(string? file, string? otherwise) => file is not null ? File.ReadLines(file).FirstOrDefault("").Trim() : otherwise ?? "";
}
