using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Secrets;

namespace AcRouenIdentity.Web.Features.Recovery.ByMail;

/// <summary>Codes of mails, each good for the ticket that it was made for and for no other.</summary>
public sealed class MailCodes(KeyedHash hash, ISecretGenerator secrets)
{
    public PrintedCode New() => PrintedCode.Of(secrets.Bytes(PrintedCode.RandomBytes(RecoveryTicket.CodeLength)), RecoveryTicket.CodeLength);

    public string HashOf(RecoveryTicket ticket, PrintedCode code) => hash.Of("recovery-code", $"{ticket.TokenHash}\0{code.Reveal()}");

    /// <summary>The same work where no code left: nothing is ever the hash of nothing.</summary>
    public bool IsRight(RecoveryTicket ticket, string? typed)
    {
        var isForm = PrintedCode.TryParse(typed, RecoveryTicket.CodeLength, out var code);
        var isSame = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(ticket.CodeHash ?? hash.Of("recovery-code", "")), Encoding.ASCII.GetBytes(HashOf(ticket, code)));
        return isForm && ticket.CodeHash is not null && isSame;
    }
}
