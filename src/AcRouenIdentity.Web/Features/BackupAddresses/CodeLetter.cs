using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>The mail that carries a code to an address.</summary>
public sealed record CodeLetter(Func<PrintedCode, MailContent> Around, MailLanguage Language);
