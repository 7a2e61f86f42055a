using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Testing.Directories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

public sealed class DirectoryOptionsTests
{
    private static readonly Dictionary<string, string?> Valid = new()
    {
        ["Servers:0"] = "ldaps://ldap.example.fr",
        ["BindDn"] = Slapd.ServiceDn,
        ["BindPassword"] = "a secret",
        ["DecoyDn"] = Slapd.DecoyDn,
        ["People:Base"] = Slapd.PeopleBase,
        ["Structures:Base"] = Slapd.StructuresBase,
    };

    [Theory]
    [InlineData("Academic", "acRouenJointure", "acRouenUai")]
    [InlineData("EntPerson", "ENTPersonJointure", "ENTStructureUAI")]
    [InlineData("Supann", "supannRefId{JOINTURE}", "supannEtablissement{UAI}")]
    public void A_preset_is_a_whole_vocabulary(string preset, string key, string uai)
    {
        var options = Read(("Preset", preset));

        options.People.Key.Should().Be(key);
        options.Structures.Uai.Should().Be(uai);
    }

    [Fact]
    public void One_name_of_a_preset_is_changed_without_the_others()
    {
        var options = Read(("Preset", "Supann"), ("People:Numen", "employeeNumber"), ("People:Title", ""), ("People:States:V", "Suspended"));

        options.People.Numen.Should().Be("employeeNumber");
        options.People.Title.Should().BeEmpty();
        options.People.Key.Should().Be("supannRefId{JOINTURE}");
        options.People.States.Should().Contain("v", AccountState.Suspended).And.Contain("A", AccountState.Active);
    }

    [Theory]
    [InlineData("Servers:0", null, "Directory:Servers is empty")]
    [InlineData("Servers:0", "ldap.example.fr", "'ldap.example.fr' is not an address")]
    [InlineData("Servers:0", "https://ldap.example.fr", "'https://ldap.example.fr' is not an address")]
    [InlineData("BindDn", "", "Directory:BindDn is missing.")]
    [InlineData("BindDn", "identity", "Directory:BindDn: 'identity' is not a distinguished name.")]
    [InlineData("BindPassword", null, "the service account needs a password")]
    [InlineData("BindPasswordFile", "/nowhere/at/all", "'/nowhere/at/all' does not exist")]
    [InlineData("AuthorityFile", "/nowhere/at/all", "'/nowhere/at/all' cannot be read")]
    [InlineData("DecoyDn", "", "Directory:DecoyDn is missing.")]
    [InlineData("People:Base", "people", "Directory:People:Base: 'people' is not a distinguished name.")]
    [InlineData("People:Key", "", "Directory:People:Key is missing.")]
    [InlineData("People:Login", "uid)(", "Directory:People:Login: 'uid)(' is not an attribute")]
    [InlineData("Structures:Uai", "supannRefId{UAI", "Directory:Structures:Uai: 'supannRefId{UAI' is not an attribute")]
    [InlineData("ApplicationPasswords:Base", "passwords", "Directory:ApplicationPasswords:Base: 'passwords' is not a distinguished name.")]
    [InlineData("ApplicationPasswords:Base", $"ou=passwords, OU=People,{Slapd.Suffix}", "lies below Directory:People:Base")]
    [InlineData("ApplicationPasswords:LastUse", "", "Directory:ApplicationPasswords:LastUse: '' is not an attribute")]
    [InlineData("GroupsBase", "groupes", "Directory:GroupsBase: 'groupes' is not a distinguished name.")]
    [InlineData("GroupsBase", "", "Directory:GroupsBase: '' is not a distinguished name.")]
    [InlineData("People:Groups", "member of", "Directory:People:Groups: 'member of' is not an attribute")]
    [InlineData("ConnectTimeout", "00:00:00", "Directory:ConnectTimeout must lie between")]
    [InlineData("OperationTimeout", "00:02:00", "Directory:OperationTimeout must lie between")]
    [InlineData("RefusalTime", "00:01:00", "Directory:RefusalTime must lie between")]
    [InlineData("SearchConnections", "0", "Directory:SearchConnections must lie between")]
    [InlineData("BindConnections", "9999", "Directory:BindConnections must lie between")]
    [InlineData("LongestPassword", "12", "Directory:LongestPassword must lie between")]
    public void What_is_wrong_is_said_in_the_words_of_the_configuration(string name, string? value, string message)
    {
        var read = () => Read((name, value));

        read.Should().Throw<OptionsValidationException>().WithMessage($"*{message}*");
    }

    [Fact]
    public void Passwords_cross_no_network_in_clear()
    {
        var far = () => Read(("Servers:0", "ldap://ldap.example.fr"), ("Encryption", "OffOnLoopback"));
        var near = () => Read(("Servers:0", "ldap://127.0.0.1:3890"), ("Encryption", "OffOnLoopback"));

        far.Should().Throw<OptionsValidationException>().WithMessage("*'ldap://ldap.example.fr' is not this machine*");
        near.Should().NotThrow();
    }

    [Fact]
    public void Groups_that_are_somewhere_and_named_by_no_attribute_are_refused()
    {
        var read = () => Read(("GroupsBase", Slapd.GroupsBase), ("People:Groups", ""));

        read.Should().Throw<OptionsValidationException>().WithMessage("*Directory:People:Groups is empty*");
    }

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        var read = () => Read(("BindDn", ""), ("DecoyDn", ""), ("LongestPassword", "1"));

        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(3);
    }

    private static DirectoryOptions Read(params (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>(Valid);
        foreach (var (name, value) in settings)
            all[name] = value;

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all.Where(setting => setting.Value is not null)).Build();
        using var services = new ServiceCollection().AddLogging().AddLdapDirectory(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<DirectoryOptions>>().Value;
    }
}
