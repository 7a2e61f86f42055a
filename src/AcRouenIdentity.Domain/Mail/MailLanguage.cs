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

    /// <summary>What a person chose for their account; null where they chose nothing.</summary>
    public static MailLanguage? OfChoice(string? language) => language is null ? null : Of(CultureInfo.GetCultureInfo(language));

    /// <summary>RFC 5646: what headers, HTML and names of templates say.</summary>
    public static string Tag(this MailLanguage language) => language switch
    {
        MailLanguage.French => "fr",
        MailLanguage.English => "en",
    };
}
