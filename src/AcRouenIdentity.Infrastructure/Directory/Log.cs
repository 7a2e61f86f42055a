using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Ldap;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>Names of entries may be logged (they hold a login); names that people typed, NUMEN and passwords never are.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Warning, "Found {Count} people by one {Kind}: taken for nobody.")]
    public static partial void FoundTwice(this ILogger logger, int count, string kind);

    [LoggerMessage(2001, LogLevel.Warning, "The entry {Dn} has no key, no login or no surname that makes sense: taken for nobody.")]
    public static partial void EntryIsNobody(this ILogger logger, string dn);

    [LoggerMessage(2002, LogLevel.Warning, "The entry {Dn} has no UAI or no name that makes sense: taken for no establishment.")]
    public static partial void EntryIsNoEstablishment(this ILogger logger, string dn);

    [LoggerMessage(2003, LogLevel.Warning, "The entry {Dn} has an account state that the configuration does not know: taken as {State}.")]
    public static partial void StateUnknown(this ILogger logger, string dn, AccountState state);

    [LoggerMessage(2004, LogLevel.Information, "The entry {Dn} serves in establishment {Establishment}, which the directory does not describe: left out.")]
    public static partial void EstablishmentUnknown(this ILogger logger, string dn, string establishment);

    [LoggerMessage(2005, LogLevel.Warning, "The directory keeps the new password of {Dn} hashed in its own way: it refused the Argon2id hash ({Result}).")]
    public static partial void HashRefused(this ILogger logger, string dn, LdapResult result);

    [LoggerMessage(2006, LogLevel.Warning, "The directory keeps the new password of {Dn} hashed in its own way: it was lost before the Argon2id hash was written.")]
    public static partial void HashNotWritten(this ILogger logger, Exception exception, string dn);

    [LoggerMessage(2007, LogLevel.Error, "The directory refused {Operation} to the service account: {Result} {Diagnostic}")]
    public static partial void ServiceRefused(this ILogger logger, string operation, LdapResult result, string diagnostic);

    [LoggerMessage(2008, LogLevel.Error, "The directory server {Server} failed: {Failure}.")]
    public static partial void ServerFailed(this ILogger logger, LdapServer server, LdapConnectionFailure? failure);

    [LoggerMessage(2010, LogLevel.Error, "The directory refused to write the entry {Dn}: {Result}")]
    public static partial void EntryRefused(this ILogger logger, string dn, LdapResult result);

    [LoggerMessage(2011, LogLevel.Error, "The directory has no establishment {Rne}, and none is added to it: Directory:Structures:EntryClasses names no class. Whoever keeps the establishments of this directory adds it.")]
    public static partial void EstablishmentNotAdded(this ILogger logger, Rne rne);

    [LoggerMessage(2009, LogLevel.Information, "The directory server {Server} is back.")]
    public static partial void ServerBack(this ILogger logger, LdapServer server);
}
