namespace AcRouenIdentity.Web.Features.MailClients;

/// <summary>Names MailClientsTexts.resx (French) and MailClientsTexts.en.resx.</summary>
public sealed class MailClientsTexts;
