using System.Security.Cryptography;
using AcRouenIdentity.Ldap;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>Says at start everything that is wrong, in the words of the configuration, so that an administrator mends it in one go.</summary>
internal sealed class DirectoryOptionsValidation : IValidateOptions<DirectoryOptions>
{
    public ValidateOptionsResult Validate(string? name, DirectoryOptions options)
    {
        string[] failures = [.. Failures(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(DirectoryOptions options) =>
        ServerFailures(options)
            .Concat(AccountFailures(options))
            .Concat(LimitFailures(options))
            .Concat(NameFailures(options))
            .Concat(GroupFailures(options))
            .Concat(ApplicationPasswordFailures(options.ApplicationPasswords, options.People))
            .Concat(AttributeFailures(options));

    private static IEnumerable<string> ServerFailures(DirectoryOptions options)
    {
        if (options.Servers.Count == 0)
            yield return "Directory:Servers is empty: give at least one address, such as ldaps://ldap.example.fr.";

        foreach (var server in options.Servers)
        {
            if (!LdapServer.TryParse(server, out var parsed))
                yield return $"Directory:Servers: '{server}' is not an address such as ldaps://ldap.example.fr or ldap://127.0.0.1:3890.";
            else if (options.Encryption == DirectoryEncryption.OffOnLoopback && !parsed.IsConfidential)
                yield return $"Directory:Encryption is OffOnLoopback but '{server}' is not this machine: passwords would cross the network in clear.";
        }

        if (options.AuthorityFile is { } file && AuthorityFailure(file) is { } failure)
            yield return $"Directory:AuthorityFile: {failure}";
    }

    private static string? AuthorityFailure(string file)
    {
        try
        {
            LdapConnectionOptions.LoadAuthorities(file);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"'{file}' cannot be read ({exception.Message}).";
        }
    }

    private static IEnumerable<string> AccountFailures(DirectoryOptions options)
    {
        if (options.BindPasswordFile is { } file && !File.Exists(file))
            yield return $"Directory:BindPasswordFile: '{file}' does not exist.";
        else if (options.BindPasswordFile is not null && string.IsNullOrEmpty(DirectoryCredentials.Read(options)))
            yield return $"Directory:BindPasswordFile: the first line of '{options.BindPasswordFile}' is empty.";
        else if (options.BindPasswordFile is null && string.IsNullOrEmpty(options.BindPassword))
            yield return "Directory:BindPasswordFile (or BindPassword) is missing: the service account needs a password.";

        if (options.ProvisioningDn.Length == 0)
            yield break;
        if (!LdapDn.TryParse(options.ProvisioningDn, out _))
            yield return $"Directory:ProvisioningDn: '{options.ProvisioningDn}' is not a distinguished name.";
        if (options.ProvisioningPasswordFile is { } provisioning && !File.Exists(provisioning))
            yield return $"Directory:ProvisioningPasswordFile: '{provisioning}' does not exist.";
        else if (string.IsNullOrEmpty(DirectoryCredentials.ReadProvisioning(options)))
            yield return "Directory:ProvisioningPasswordFile (or ProvisioningPassword) is missing or empty: the provisioning account needs a password.";
    }

    private static IEnumerable<string> LimitFailures(DirectoryOptions options)
    {
        if (options.ConnectTimeout <= TimeSpan.Zero || options.ConnectTimeout > TimeSpan.FromMinutes(1))
            yield return "Directory:ConnectTimeout must lie between 0 and 1 minute.";
        if (options.OperationTimeout <= TimeSpan.Zero || options.OperationTimeout > TimeSpan.FromMinutes(1))
            yield return "Directory:OperationTimeout must lie between 0 and 1 minute.";
        if (options.RefusalTime < TimeSpan.Zero || options.RefusalTime > TimeSpan.FromSeconds(5))
            yield return "Directory:RefusalTime must lie between 0 and 5 seconds.";
        if (options.SearchConnections is < 1 or > 64)
            yield return "Directory:SearchConnections must lie between 1 and 64.";
        if (options.BindTurnTimeout <= TimeSpan.Zero || options.BindTurnTimeout > TimeSpan.FromMinutes(1))
            yield return "Directory:BindTurnTimeout must lie between 0 and 1 minute.";
        if (options.BindConnections is < 1 or > 256)
            yield return "Directory:BindConnections must lie between 1 and 256.";
        if (options.LongestPassword is < 64 or > 4096)
            yield return "Directory:LongestPassword must lie between 64 (NIST SP 800-63B) and 4096 characters.";
    }

    private static IEnumerable<string> NameFailures(DirectoryOptions options) =>
        from setting in new (string Name, string Text)[]
        {
            ("BindDn", options.BindDn),
            ("DecoyDn", options.DecoyDn),
            ("People:Base", options.People.Base),
            ("Structures:Base", options.Structures.Base),
        }
        where setting.Text.Length == 0 || !LdapDn.TryParse(setting.Text, out _)
        select setting.Text.Length == 0
            ? $"Directory:{setting.Name} is missing."
            : $"Directory:{setting.Name}: '{setting.Text}' is not a distinguished name.";

    private static IEnumerable<string> GroupFailures(DirectoryOptions options)
    {
        if (options.GroupsBase is not { } groups)
            yield break;
        if (groups.Length == 0 || !LdapDn.TryParse(groups, out _))
            yield return $"Directory:GroupsBase: '{groups}' is not a distinguished name.";
        if (options.People.Groups.Length == 0)
            yield return "Directory:People:Groups is empty and Directory:GroupsBase is not: which attribute names the groups of a person?";
    }

    private static IEnumerable<string> ApplicationPasswordFailures(ApplicationPasswordOptions passwords, DirectoryPeopleOptions people)
    {
        if (passwords.Base.Length > 0 && !LdapDn.TryParse(passwords.Base, out _))
            yield return $"Directory:ApplicationPasswords:Base: '{passwords.Base}' is not a distinguished name.";
        else if (passwords.Base.Length > 0 && LdapDn.TryParse(people.Base, out var above) && IsWithin(LdapDn.Parse(passwords.Base), above))
            yield return "Directory:ApplicationPasswords:Base lies below Directory:People:Base: a password of a mail program must never be one of a person.";
        if (passwords.LastUse.Length == 0 || DirectoryAttribute.TryParse(passwords.LastUse) is null)
            yield return $"Directory:ApplicationPasswords:LastUse: '{passwords.LastUse}' is not an attribute such as authTimestamp.";
    }

    private static bool IsWithin(LdapDn inner, LdapDn outer) => $",{Canonical(inner)}".EndsWith($",{Canonical(outer)}", StringComparison.OrdinalIgnoreCase);

    private static string Canonical(LdapDn dn) => string.Join(',', dn.ToRdns());

    private static IEnumerable<string> AttributeFailures(DirectoryOptions options)
    {
        var people = options.People;
        var structures = options.Structures;
        (string Name, string Text)[] needed =
        [
            ("People:ObjectClass", people.ObjectClass), ("People:Key", people.Key), ("People:Login", people.Login), ("People:Surname", people.Surname),
            ("Structures:ObjectClass", structures.ObjectClass), ("Structures:Uai", structures.Uai), ("Structures:Name", structures.Name),
        ];
        (string Name, string Text)[] optional =
        [
            ("LockedAttribute", options.LockedAttribute), ("MustChangeAttribute", options.MustChangeAttribute),
            ("People:Numen", people.Numen), ("People:Address", people.Address), ("People:DisplayName", people.DisplayName),
            ("People:GivenName", people.GivenName), ("People:BirthName", people.BirthName), ("People:BirthDate", people.BirthDate), ("People:Language", people.Language), ("People:Title", people.Title),
            ("People:UserType", people.UserType), ("People:State", people.State), ("People:Postings", people.Postings),
            ("People:MainEstablishment", people.MainEstablishment), ("People:Groups", people.Groups), ("People:Mailbox", people.Mailbox), ("Structures:Key", structures.Key), ("Structures:Type", structures.Type),
            ("Structures:Nature", structures.Nature), ("Structures:Sector", structures.Sector), ("Structures:Town", structures.Town), ("Structures:Phone", structures.Phone),
        ];

        var missing = needed.Where(setting => setting.Text.Length == 0).Select(setting => $"Directory:{setting.Name} is missing.");
        var malformed = needed.Concat(optional)
            .Where(setting => DirectoryAttribute.TryParse(setting.Text) is null)
            .Select(setting => $"Directory:{setting.Name}: '{setting.Text}' is not an attribute such as mail or supannRefId{{UAI}}.");
        return missing.Concat(malformed);
    }
}
