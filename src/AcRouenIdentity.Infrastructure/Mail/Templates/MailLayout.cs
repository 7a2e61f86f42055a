using System.Text.Encodings.Web;
using System.Text.Unicode;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Themes;
using Fluid.Values;

namespace AcRouenIdentity.Infrastructure.Mail.Templates;

/// <summary>The one HTML frame of a theme, filled with the text of a mail. All it is given is HTML already: no filter of a template can undo the encoding.</summary>
internal sealed class MailLayout(LiquidTemplate template, MailFrame frame)
{
    // Accents stay letters, for whoever looks at the source.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public string Fill(MailText mail, MailLanguage language) => template.Render(Values(mail, language));

    public string? TryFill(MailText mail, MailLanguage language, out LiquidFault? problem)
    {
        var html = template.TryRender(Values(mail, language), out problem);
        if (problem is null && mail.Paragraphs().SelectMany(paragraph => paragraph.Lines).Any(line => !html!.Contains(Encoder.Encode(line), StringComparison.Ordinal)))
            problem = new LiquidFault(1, "not every line of the text is in the HTML");
        return html;
    }

    private IEnumerable<KeyValuePair<string, FluidValue>> Values(MailText mail, MailLanguage language) =>
    [
        new("language", new StringValue(language.Tag())),
        new("subject", Html(mail.Subject)),
        new("paragraphs", new ArrayValue([.. mail.Paragraphs().Select(Paragraph)])),
        .. MailFacts.Of(frame).Select(fact => KeyValuePair.Create(fact.Name, Html(fact.Value))),
    ];

    private DictionaryValue Paragraph(MailText.Paragraph paragraph) => Object(
        ("is_code", BooleanValue.Create(paragraph.IsCode)),
        ("lines", new ArrayValue([.. paragraph.Lines.Select(Line)])));

    private DictionaryValue Line(string line) => Object(("text", Html(line)), ("is_link", BooleanValue.Create(IsLink(line))));

    // Only to where we belong: a person who is called https://... gets no link.
    private bool IsLink(string line) =>
        line == frame.ServiceUrl || line.StartsWith($"{frame.ServiceUrl}/", StringComparison.Ordinal) || line == frame.AssistanceUrl;

    private static FluidValue Html(string? text) => text is null ? NilValue.Instance : new StringValue(Encoder.Encode(text));

    private static DictionaryValue Object(params (string Name, FluidValue Value)[] members) =>
        new(new FluidValueDictionaryFluidIndexable(members.ToDictionary(member => member.Name, member => member.Value)));
}
