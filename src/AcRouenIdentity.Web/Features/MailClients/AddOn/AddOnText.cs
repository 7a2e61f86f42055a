using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AcRouenIdentity.Web.Features.Shared.Languages;

namespace AcRouenIdentity.Web.Features.MailClients.AddOn;

/// <summary>Name and description of the add-on in both languages (WebExtensions, <c>_locales</c>), in that of Thunderbird.</summary>
internal static partial class AddOnText
{
    public const string Name = "__MSG_name__";
    public const string Description = "__MSG_description__";
    public const string DefaultLocale = Language.French;

    /// <param name="service">What administrators call the mail service: any text.</param>
    public static IEnumerable<(string Name, byte[] Content)> Locales(string service) =>
        MailClientsWording.Languages.Select(language => ($"_locales/{language.TwoLetterISOLanguageName}/messages.json", Json(Messages(service, language))));

    public static byte[] Json(JsonObject document) => JsonSerializer.SerializeToUtf8Bytes(document);

    private static JsonObject Messages(string service, CultureInfo language) => new()
    {
        ["name"] = new JsonObject
        {
            ["message"] = string.Format(language, MailClientsWording.Text("AddOnName", language), "$SERVICE$"),
            ["placeholders"] = new JsonObject { ["service"] = new JsonObject { ["content"] = Literal(service) } },
        },
        ["description"] = new JsonObject { ["message"] = MailClientsWording.Text("AddOnDescription", language) },
    };

    // $1 and the like stand for something else; of each row of $ the first is dropped.
    private static string Literal(string text) => Dollars().Replace(text, dollars => $"{dollars.Value}$");

    [GeneratedRegex(@"\$+")]
    private static partial Regex Dollars();
}
