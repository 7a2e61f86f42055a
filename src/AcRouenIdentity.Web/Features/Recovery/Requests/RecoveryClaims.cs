using System.Text.Json;
using AcRouenIdentity.Domain.Recovery;
using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Web.Features.Recovery.Requests;

/// <summary>What somebody says that belongs together.</summary>
/// <param name="Ina">As typed.</param>
/// <param name="Address">As typed.</param>
public sealed record MailCodeClaim(string Ina, string Address);

/// <param name="Name">Identifiant, address or NUMEN, as typed.</param>
public sealed record LetterClaim(string Name);

/// <summary>What was typed, until it is looked at: encrypted under a purpose of its own.</summary>
public sealed class RecoveryClaims(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("AcRouenIdentity.Recovery.Request");

    public string Close<T>(T claim)
        where T : class => protector.Protect(JsonSerializer.Serialize(claim));

    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys that closed it are gone.</exception>
    public T Open<T>(RecoveryRequest request)
        where T : class => JsonSerializer.Deserialize<T>(protector.Unprotect(request.Protected))!;
}
