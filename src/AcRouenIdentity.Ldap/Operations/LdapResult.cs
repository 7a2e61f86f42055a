namespace AcRouenIdentity.Ldap;

/// <summary>What the server answered to an operation (LDAPResult, RFC 4511 section 4.1.9). A refusal is data; only a lost server is an exception.</summary>
public sealed record LdapResult(LdapResultCode Code)
{
    /// <summary>The deepest entry of the asked name that exists, where the code speaks of a name.</summary>
    public LdapDn MatchedDn { get; init; }

    /// <summary>The server's words, for a log and never for people: they may quote values.</summary>
    public string DiagnosticMessage { get; init; } = "";

    /// <summary>Where the server would send us. Never followed.</summary>
    public IReadOnlyList<string> Referrals { get; init; } = [];

    public IReadOnlyList<LdapControl> Controls { get; init; } = [];

    /// <summary>What the server says of the password, or null when it says nothing.</summary>
    public PasswordPolicyResponse? PasswordPolicy { get; init; }

    public bool IsSuccess => Code == LdapResultCode.Success;

    public override string ToString() => $"{Code} ({(int)Code})";
}

/// <summary>The end of a search, or of one of its pages.</summary>
/// <param name="Result">How it ended: <see cref="LdapResultCode.SizeLimitExceeded"/> and the like come with the entries found so far.</param>
/// <param name="References">Continuation references (RFC 4511 section 4.5.3). Never followed.</param>
public sealed record LdapSearchResult(LdapResult Result, IReadOnlyList<LdapEntry> Entries, IReadOnlyList<string> References)
{
    public override string ToString() => $"{Result}, {Entries.Count} entries";
}

/// <summary>The answer to an extended operation (RFC 4511 section 4.12).</summary>
public sealed record LdapExtendedResult(LdapResult Result, string? Name, LdapValue? Value)
{
    public override string ToString() => Result.ToString();
}

/// <summary>The answer to a password modification (RFC 3062).</summary>
public sealed class LdapPasswordModifyResult(LdapResult result, LdapValue? generatedPassword)
{
    public LdapResult Result { get; } = result;

    /// <summary>The password that the server chose, when the request gave none. A secret.</summary>
    public LdapValue? GeneratedPassword { get; } = generatedPassword;
}

/// <summary>The answer to "who am I?" (RFC 4532).</summary>
/// <param name="AuthorizationId"><c>dn:...</c>, <c>u:...</c>, or empty for anonymous; null when the server refused.</param>
public sealed record LdapWhoAmIResult(LdapResult Result, string? AuthorizationId);
