using System.Text.Json;
using AcRouenIdentity.Domain.HelpDesk;
using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Web.Features.HelpDesk.Cases;

/// <summary>What was written in cases, at rest: encrypted under purposes of its own.</summary>
public sealed class CaseVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector statements = protection.CreateProtector("AcRouenIdentity.HelpDesk.Statement");
    private readonly IDataProtector notes = protection.CreateProtector("AcRouenIdentity.HelpDesk.Note");
    private readonly IDataProtector codes = protection.CreateProtector("AcRouenIdentity.HelpDesk.Code");

    public string Close(CaseStatement said) => statements.Protect(JsonSerializer.Serialize(said));

    public CaseStatement OpenStatement(string content) => JsonSerializer.Deserialize<CaseStatement>(statements.Unprotect(content))!;

    public string CloseNote(string text) => notes.Protect(text);

    public string OpenNote(string content) => notes.Unprotect(content);

    public string CloseCode(string code) => codes.Protect(code);

    public string OpenCode(string content) => codes.Unprotect(content);
}
