using System.Globalization;
using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Ldap;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>Application passwords as entries of acrouen.schema, written by the service account below a base of their own. Which service each opens is said in the words of Dovecot.</summary>
internal sealed class LdapApplicationPasswords(DirectoryLink link, DirectoryOptions options, ISecretGenerator secrets) : IApplicationPasswordEntries
{
    private const string EntryClass = "acRouenApplicationPassword";
    private const string Id = "acRouenPasswordId";
    private const int PageSize = 500;

    /// <summary>RFC 4517, 3.3.13, as servers write it.</summary>
    private const string GeneralizedTime = "yyyyMMddHHmmss'Z'";

    private static readonly LdapFilter All = new LdapFilter.Equality("objectClass", EntryClass);

    private readonly ApplicationPasswordOptions settings = options.ApplicationPasswords;

    private LdapDn Base => settings.Base.Length > 0 ? LdapDn.Parse(settings.Base) : throw new DirectoryUnavailableException("Directory:ApplicationPasswords:Base is missing.");

    public async Task AddAsync(ApplicationPasswordEntry entry, CancellationToken cancellationToken)
    {
        var result = await link.AddAsync(new LdapAddition(DnOf(entry.Id), [.. AttributesOf(entry)]), cancellationToken);
        // The name is random: whatever has it is this very addition, repeated.
        if (!result.IsSuccess && result.Code != LdapResultCode.EntryAlreadyExists)
            throw link.Nonsense("the addition of an application password", result);
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var result = await link.DeleteAsync(DnOf(id), cancellationToken);
        // 389 Directory Server says of what is not there that it must not be removed.
        if (!result.IsSuccess && result.Code != LdapResultCode.NoSuchEntry && await IsThereAsync(id, cancellationToken))
            throw link.Nonsense("the removal of an application password", result);
    }

    public IAsyncEnumerable<KeptApplicationPassword> ListAsync(CancellationToken cancellationToken) =>
        link.WalkAsync(Search(All), PageSize, cancellationToken).Select(Read);

    public async Task<IReadOnlyList<KeptApplicationPassword>> FindAsync(Login owner, CancellationToken cancellationToken) =>
        [.. (await link.SearchAsync(Search(new LdapFilter.And(All, new LdapFilter.Equality("uid", owner.ToString()))), cancellationToken)).Select(Read)];

    private async Task<bool> IsThereAsync(string id, CancellationToken cancellationToken) =>
        (await link.SearchAsync(Search(new LdapFilter.And(All, new LdapFilter.Equality(Id, id))), cancellationToken)).Count > 0;

    private LdapDn DnOf(string id) => Base.Child(Id, id);

    private LdapSearch Search(LdapFilter filter) => new(Base, LdapSearchScope.OneLevel, filter) { Attributes = [Id, settings.LastUse] };

    private IEnumerable<LdapAttributeValues> AttributesOf(ApplicationPasswordEntry entry)
    {
        yield return new("objectClass", ["top", EntryClass]);
        yield return new(Id, [entry.Id]);
        yield return new("uid", [entry.Owner.ToString()]);
        if (entry.Address is { } address)
            yield return new("mail", [address.ToString()]);
        yield return new("acRouenPasswordBeginning", [entry.Password.Beginning]);
        yield return new("acRouenPasswordService", [.. ServicesOf(entry.Use).Select(service => (LdapValue)service)]);
        yield return new("userPassword", [Hash(entry.Password.Reveal())]);
    }

    private static IEnumerable<string> ServicesOf(MailUse use) => use switch
    {
        MailUse.Read => ["imap", "pop3"],
        MailUse.Send => ["smtp", "submission"],
        MailUse.ReadAndSend => ["imap", "pop3", "smtp", "submission"],
    };

    private string Hash(string password) =>
        options.PasswordHash == DirectoryPasswordHash.ByDirectory ? password : SaltedHash.Make(password, secrets.Bytes(SaltedHash.SaltLength));

    private KeptApplicationPassword Read(LdapEntry entry) => new(
        entry.FindText(Id) ?? throw new DirectoryUnavailableException("An application password has no name."),
        DateTimeOffset.TryParseExact(entry.FindText(settings.LastUse), GeneralizedTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var used) ? used : null);
}
