using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>
/// The directory: where it is and how it names things. <see cref="Preset"/> fills in a whole vocabulary; each name can then be set by itself.
/// An attribute is written <c>mail</c>, or <c>supannEtablissement{UAI}</c> for those of its values that carry that label (supann); an empty text
/// says that this directory has no such attribute.
/// </summary>
public sealed class DirectoryOptions
{
    public const string Section = "Directory";

    public DirectoryPreset Preset { get; set; }

    /// <summary>In order of preference: <c>ldaps://ldap1.ac-rouen.fr</c>, or <c>ldap://…</c> which is turned to TLS by StartTLS.</summary>
    public IList<string> Servers { get; } = [];

    public DirectoryEncryption Encryption { get; set; }

    /// <summary>PEM file of the authorities that sign the servers' certificates; the machine's own when null.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>Service account: reads people, writes their password.</summary>
    public string BindDn { get; set; } = "";

    public string? BindPassword { get; set; }

    /// <summary>File whose first line is the password; preferred to <see cref="BindPassword"/>.</summary>
    public string? BindPasswordFile { get; set; }

    /// <summary>Entry that is bound to in place of people who do not exist, so that they cost the same. Its hash is made like everybody's.</summary>
    public string DecoyDn { get; set; } = "";

    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>For one request and its answer.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections that searches and changes share.</summary>
    public int SearchConnections { get; set; } = 2;

    /// <summary>Passwords checked at the same time; the others wait.</summary>
    public int BindConnections { get; set; } = 8;

    /// <summary>How long a password waits for its turn to be checked; in a rush, longer is better than an error. Argon2id costs the directory some 20 ms each.</summary>
    public TimeSpan BindTurnTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>In characters. Longer ones are refused without asking the directory.</summary>
    public int LongestPassword { get; set; } = 128;

    /// <summary>
    /// A refusal takes at least this long, so that a locked account, an old cheap hash or an entry without password answers like the others.
    /// Longer than the directory needs for one hash.
    /// </summary>
    public TimeSpan RefusalTime { get; set; } = TimeSpan.FromMilliseconds(250);

    public DirectoryPasswordHash PasswordHash { get; set; }

    /// <summary>
    /// Present on accounts that an administrator locked (<c>pwdAccountLockedTime</c>). slapd would forget it with the next change of password, so
    /// that changes are made under the assertion that it is absent (RFC 4528); empty for servers that keep their lock.
    /// </summary>
    public string LockedAttribute { get; set; } = "";

    /// <summary>
    /// Removed by the service account after the person chose a password, where the server does not do it (<c>passwordExpirationTime</c> of 389 Directory Server).
    /// </summary>
    public string MustChangeAttribute { get; set; } = "";

    /// <summary>Account that adds, changes and removes entries of people and establishments, and has nothing to do with passwords; the service account when empty.</summary>
    public string ProvisioningDn { get; set; } = "";

    public string? ProvisioningPassword { get; set; }

    /// <summary>File whose first line is the password; preferred to <see cref="ProvisioningPassword"/>.</summary>
    public string? ProvisioningPasswordFile { get; set; }

    /// <summary>
    /// Where groups are: those directly below count, by their <c>cn</c>, and a group of the same name anywhere else is nobody's. Groups are not read when null, and nobody is then in one.
    /// </summary>
    public string? GroupsBase { get; set; }

    public DirectoryPeopleOptions People { get; } = new();

    public DirectoryStructureOptions Structures { get; } = new();

    public ApplicationPasswordOptions ApplicationPasswords { get; } = new();
}

public enum DirectoryPreset
{
    /// <summary>Our own: acrouen.schema.</summary>
    Academic,

    /// <summary>ENTPerson and ENTStructure of the SDET.</summary>
    EntPerson,

    /// <summary>supann 2018 and later.</summary>
    Supann,
}

public enum DirectoryEncryption
{
    Required,

    /// <summary>In clear, to servers on this very machine only.</summary>
    OffOnLoopback,
}

public enum DirectoryPasswordHash
{
    /// <summary>
    /// The directory checks the new password against its policy and hashes it its own way; the provider then replaces that hash by an Argon2id one.
    /// Debian's slapd checks Argon2id and makes only Argon2i.
    /// </summary>
    Argon2id,

    /// <summary>Left as the directory made it, for servers that do not check <c>{ARGON2}</c>.</summary>
    ByDirectory,
}

public enum PostingForm
{
    /// <summary><c>establishment$function$label$discipline$label</c>, the form of ENTPersonFonctions.</summary>
    Dollars,

    /// <summary><c>[etab={UAI}…][population=…][activite=…]</c>, the form of supannEmpProfil.</summary>
    SupannProfile,
}

/// <summary>How a person's entry names their main establishment.</summary>
public enum EstablishmentNameForm
{
    Uai,

    /// <summary>Key of the structure, without its source.</summary>
    Key,

    /// <summary>Distinguished name of its entry.</summary>
    Dn,
}

/// <summary>How people are described.</summary>
public sealed class DirectoryPeopleOptions
{
    public string Base { get; set; } = "";

    public string ObjectClass { get; set; } = "";

    /// <summary>Classes of an entry that is added.</summary>
    public IList<string> EntryClasses { get; } = [];

    /// <summary>Attribute that names an entry that is added, with the login as its value.</summary>
    public string NamingAttribute { get; set; } = "uid";

    /// <summary>Never changes, and is nobody else's.</summary>
    public string Key { get; set; } = "";

    /// <summary>Start of the value to take where a person has several keys: <c>AC-ROUEN$</c>.</summary>
    public string KeySource { get; set; } = "";

    public string Login { get; set; } = "";

    public string Numen { get; set; } = "";

    public string Address { get; set; } = "";

    public string DisplayName { get; set; } = "";

    public string GivenName { get; set; } = "";

    public string Surname { get; set; } = "";

    /// <summary>Read only where everybody is listed, to recognise people whom a feed brings.</summary>
    public string BirthName { get; set; } = "";

    /// <summary>Read as <see cref="BirthName"/> is; <c>1979-04-12</c>, <c>19790412</c> or <c>12/04/1979</c>.</summary>
    public string BirthDate { get; set; } = "";

    /// <summary>How <see cref="BirthDate"/> is written; each form is read.</summary>
    public string BirthDateForm { get; set; } = "yyyy-MM-dd";

    public string Language { get; set; } = "";

    public string Title { get; set; } = "";

    public string UserType { get; set; } = "";

    public string State { get; set; } = "";

    /// <summary>What each value of <see cref="State"/> means, without case. A value that is not there is <see cref="StateOtherwise"/>.</summary>
    public IDictionary<string, AccountState> States { get; } = new Dictionary<string, AccountState>(StringComparer.OrdinalIgnoreCase);

    /// <summary>State of people whose entry does not say, or says what nobody knows.</summary>
    public AccountState StateOtherwise { get; set; } = AccountState.Suspended;

    public string Postings { get; set; } = "";

    public PostingForm PostingForm { get; set; }

    /// <summary>Names the establishment of the main posting: by its UAI, its key or its distinguished name.</summary>
    public string MainEstablishment { get; set; } = "";

    /// <summary>How <see cref="MainEstablishment"/> is written; each form is read.</summary>
    public EstablishmentNameForm MainEstablishmentForm { get; set; }

    /// <summary>Names of the groups that the person is in, kept by the server (<c>memberOf</c>); read where <see cref="DirectoryOptions.GroupsBase"/> says where groups are.</summary>
    public string Groups { get; set; } = "";

    /// <summary>Whether the mailbox receives, for the mail server.</summary>
    public string Mailbox { get; set; } = "";

    public string MailboxReceives { get; set; } = "active";

    public string MailboxClosed { get; set; } = "inactive";
}

/// <summary>How establishments are described.</summary>
public sealed class DirectoryStructureOptions
{
    public string Base { get; set; } = "";

    public string ObjectClass { get; set; } = "";

    /// <summary>Classes of an entry that is added. None: establishments are described anew and never added, and those that are missing are refused.</summary>
    public IList<string> EntryClasses { get; } = [];

    /// <summary>Attribute that names an entry that is added: that of the UAI, or that of the key.</summary>
    public string NamingAttribute { get; set; } = "";

    public string Uai { get; set; } = "";

    /// <summary>What postings call an establishment where they do not give its UAI (<c>ENTStructureJointure</c>); empty where they do.</summary>
    public string Key { get; set; } = "";

    /// <summary>Start of the keys that postings leave out: <c>AC-ROUEN$</c>.</summary>
    public string KeySource { get; set; } = "";

    public string Name { get; set; } = "";

    public string Type { get; set; } = "";

    /// <summary>Short type (LYC, CLG) for each value of <see cref="Type"/>, without case; others stay as they are.</summary>
    public IDictionary<string, string> Types { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public string Nature { get; set; } = "";

    /// <summary>Code nature of each short type, for directories that do not give it.</summary>
    public IDictionary<string, string> Natures { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public string Sector { get; set; } = "";

    public string Town { get; set; } = "";

    public string Phone { get; set; } = "";
}

/// <summary>Where the passwords of mail programs are.</summary>
public sealed class ApplicationPasswordOptions
{
    /// <summary>Entry below which they stand, outside that of people. Empty where there are none.</summary>
    public string Base { get; set; } = "";

    /// <summary>In which the server keeps when an entry was last bound to: <c>authTimestamp</c> (overlay lastbind of slapd), <c>pwdLastSuccess</c>, <c>lastLoginTime</c> (389 Directory Server).</summary>
    public string LastUse { get; set; } = "authTimestamp";
}
