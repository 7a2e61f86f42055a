using System.Globalization;

namespace AcRouenIdentity.Domain.Mail;

public enum MailLanguage
{
    French,
    English,
}

public static class MailLanguages
{
    /// <summary>English where the reader chose it, else French.</summary>
    public static MailLanguage Of(CultureInfo culture) => culture.TwoLetterISOLanguageName == Tag(MailLanguage.English) ? MailLanguage.English : MailLanguage.French;

    /// <summary>RFC 5646: what headers, HTML and names of templates say.</summary>
    public static string Tag(this MailLanguage language) => language switch
    {
        MailLanguage.French => "fr",
        MailLanguage.English => "en",
    };
}
