using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Client {ClientId} was added.")]
    public static partial void ClientCreated(ILogger logger, string clientId);

    [LoggerMessage(2002, LogLevel.Information, "Client {ClientId} was brought to what is said of it.")]
    public static partial void ClientUpdated(ILogger logger, string clientId);

    [LoggerMessage(2003, LogLevel.Warning, "Removed with their tokens: {ClientIds}.")]
    public static partial void ClientsRemoved(ILogger logger, string clientIds);

    [LoggerMessage(2004, LogLevel.Information, "Key {KeyId} ({Purpose}) was made; it begins at {Begins}.")]
    public static partial void KeyMade(ILogger logger, string keyId, KeyPurpose purpose, DateTimeOffset begins);

    [LoggerMessage(2005, LogLevel.Warning, "DataProtection:CertificateFile is not set: the keys that protect signing keys and confidential columns stand in clear in the database.")]
    public static partial void KeysUnprotected(ILogger logger);

    [LoggerMessage(2006, LogLevel.Error, "The directory did not answer while tokens were asked for; the client was told to try again.")]
    public static partial void DirectoryUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(2007, LogLevel.Information, "Tokens refused to client {ClientId}: {Reason}.")]
    public static partial void TokensRefused(ILogger logger, string? clientId, string reason);

    [LoggerMessage(2008, LogLevel.Information, "Logout notice {DeliveryId} delivered to client {ClientId}.")]
    public static partial void LogoutDelivered(ILogger logger, string deliveryId, string clientId);

    [LoggerMessage(2009, LogLevel.Warning, "Logout notice {DeliveryId} not delivered to client {ClientId} at try {Tries}: {Trouble}, status {Status}.")]
    public static partial void LogoutPostponed(ILogger logger, string deliveryId, string clientId, int tries, LogoutTrouble trouble, int? status);

    [LoggerMessage(2010, LogLevel.Error, "Logout notice {DeliveryId} to client {ClientId} given up after {Tries} tries.")]
    public static partial void LogoutGivenUp(ILogger logger, string deliveryId, string clientId, int tries);

    [LoggerMessage(2011, LogLevel.Error, "Sending logout notices failed; it goes on at its next turn.")]
    public static partial void LogoutSendingFailed(ILogger logger, Exception exception);

    [LoggerMessage(2012, LogLevel.Error, "Removing what ended long ago failed; it goes on at its next turn.")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception);

    [LoggerMessage(2013, LogLevel.Information, "Removed what ended before {Before}: {Tokens} tokens, {Authorizations} authorizations, {Sessions} sessions, {Deliveries} logout notices.")]
    public static partial void Pruned(ILogger logger, DateTimeOffset before, long tokens, long authorizations, int sessions, int deliveries);

    [LoggerMessage(2014, LogLevel.Information, "Key {KeyId} ({Purpose}) was erased: nothing that it signed can live any more.")]
    public static partial void KeyErased(ILogger logger, string keyId, KeyPurpose purpose);

    [LoggerMessage(2015, LogLevel.Warning, "The keys were replaced before their time ({Reason}); revoked: {Revoked}.")]
    public static partial void KeysReplaced(ILogger logger, KeyReplacementReason reason, string revoked);

    [LoggerMessage(2016, LogLevel.Error, "Looking after the keys failed; it goes on at its next turn.")]
    public static partial void KeyUpkeepFailed(ILogger logger, Exception exception);

    [LoggerMessage(2017, LogLevel.Error, "The registered clients could not be read; those known before are served.")]
    public static partial void ClientsNotRead(ILogger logger, Exception exception);

    [LoggerMessage(2018, LogLevel.Error, "Client {ClientId} is registered and not served: {Problem}")]
    public static partial void ClientNotServed(ILogger logger, string clientId, string problem);

    [LoggerMessage(2019, LogLevel.Information, "Client {ClientId} is not known by the certificate that it shows: {Problem}.")]
    public static partial void CertificateRefused(ILogger logger, string clientId, string problem);

    [LoggerMessage(2020, LogLevel.Warning, "A header {Header} did not come from one of TrustedProxies and was passed over.")]
    public static partial void CertificateOfStranger(ILogger logger, string header);

    [LoggerMessage(2021, LogLevel.Warning, "A header {Header} of a trusted proxy holds no certificate, or several, and was passed over: the proxy must overwrite what clients send.")]
    public static partial void CertificateUnreadable(ILogger logger, string header);

    [LoggerMessage(2022, LogLevel.Information, "A DPoP proof of client {ClientId} was refused: {Problem}")]
    public static partial void ProofRefused(ILogger logger, string? clientId, string problem);

    [LoggerMessage(2030, LogLevel.Warning, "{Count} clients registered themselves and wait for somebody to let them in: no other is added until they are forgotten (OpenId:OpenRegistration:MostUnused).")]
    public static partial void RegistrationsFull(ILogger logger, int count);

    [LoggerMessage(2031, LogLevel.Information, "Forgot clients that had registered themselves: {NeverUsed} that nobody let in, {Unused} that nobody uses any more.")]
    public static partial void UnknownClientsForgotten(ILogger logger, int neverUsed, int unused);
}
