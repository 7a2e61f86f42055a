using System.Text.Json;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Infrastructure.Provisioning;

/// <summary>NUMEN, birth name, birth date and postal address at rest: encrypted under a purpose of their own.</summary>
public sealed class ConfidentialFacts(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("AcRouenIdentity.People.ConfidentialFacts");

    public string Protect(PersonFacts facts) =>
        protector.Protect(JsonSerializer.Serialize(new Content(facts.Numen?.Reveal(), facts.BirthName, facts.BirthDate, facts.PostalAddress)));

    /// <summary>The facts, with those that were protected.</summary>
    public PersonFacts Unprotect(string text, PersonFacts facts)
    {
        var content = JsonSerializer.Deserialize<Content>(protector.Unprotect(text))!;
        return facts with
        {
            Numen = content.Numen is { } numen ? Numen.Parse(numen) : null,
            BirthName = content.BirthName,
            BirthDate = content.BirthDate,
            PostalAddress = content.PostalAddress,
        };
    }

    private sealed record Content(string? Numen, string? BirthName, DateOnly? BirthDate, string? PostalAddress);
}
