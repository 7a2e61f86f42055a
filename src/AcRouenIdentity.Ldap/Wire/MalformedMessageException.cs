namespace AcRouenIdentity.Ldap.Wire;

/// <summary>The octets are not what RFC 4511 says. The connection turns it into an <see cref="LdapConnectionException"/>; nothing else leaves the decoder.</summary>
internal sealed class MalformedMessageException(string message, Exception? inner = null) : Exception(message, inner);
