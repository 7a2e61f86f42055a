using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using AcRouenIdentity.Testing;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Tests.Mail;

public sealed class MailTemplatesTests : IDisposable
{
    private const string French = "backup-address-code.fr.liquid";
    private const string Layout = "layout.html.liquid";
    private static readonly string Neutral = SourceTree.Folder("themes", "neutral");
    private static readonly MailRecipient Claire = MailRecipient.Of(OutsideAddress.Parse("claire@exemple.fr"));
    private static readonly MailFrame Full = new()
    {
        ServiceName = "Mon compte académique",
        ServiceUrl = "https://identite.academie.example",
        AssistanceName = "L'assistance académique",
        AssistancePhone = "02 00 00 00 00",
        AssistanceMail = "assistance@academie.example",
        AssistanceUrl = "https://assistance.academie.example/",
        AssistanceHours = "du lundi au vendredi",
    };

    private readonly DirectoryInfo theme = System.IO.Directory.CreateTempSubdirectory("acrouen-theme-");
    private readonly MailNode.CapturedLines log = new();

    public void Dispose()
    {
        theme.Delete(recursive: true);
        log.Dispose();
    }

    [Fact]
    public void The_code_of_a_backup_address_in_French()
    {
        var mail = Load(Full).Write(Content("Zoé"), Claire, MailLanguage.French);

        mail.Subject.Should().Be("Votre code pour confirmer votre adresse de secours");
        mail.Text.Should().Be(
            """
            Bonjour Zoé,

            Vous venez de donner cette adresse comme adresse de secours de votre compte académique. Elle servira à vous prévenir, et à vous rendre l'accès à votre compte si vous oubliez votre identifiant ou votre mot de passe.

            Pour confirmer qu'elle est bien à vous, saisissez ce code sur la page qui vous le demande :

                7K3M-9QXA

            Il est valable 15 minutes et ne sert qu'une fois.

            Ce code est pour vous seul. Personne de l'académie ne vous le demandera jamais, ni au téléphone, ni par message.

            Vous n'avez rien demandé ? Quelqu'un s'est sans doute trompé d'adresse : vous n'avez rien à faire. Sans ce code, votre adresse ne sera rattachée à aucun compte.

            Une question ? L'assistance académique vous répond :
            02 00 00 00 00 (du lundi au vendredi)
            assistance@academie.example
            https://assistance.academie.example/

            Mon compte académique
            https://identite.academie.example

            Ce message est envoyé automatiquement.

            """);
    }

    [Fact]
    public void Letters_that_wait_in_a_secretariat_in_French_counted_by_age()
    {
        var mail = Load(Full).Write(Waiting(new WaitingLetters(Week: 0, Month: 12, Older: 5, Expired: 1)), Claire, MailLanguage.French);

        mail.Subject.Should().Be("Courriers à remettre : 18 en attente");
        mail.Text.Should().Be(
            """
            Bonjour,

            18 courriers attendent d'être remis à leurs destinataires au secrétariat de l'établissement Lycée Les Falaises :

            - imprimés depuis 8 à 30 jours : 12
            - imprimés depuis plus de 30 jours : 5
            - dont les codes ne valent plus, à réimprimer : 1

            Sans ce courrier, une personne ne peut pas ouvrir son compte ni lire sa messagerie. Merci de les remettre en main propre, puis de cocher chaque courrier remis sur cette page, où leurs destinataires sont nommés :
            https://identite.academie.example/courriers/remise

            Une personne est absente, ou ne travaille plus dans l'établissement ? Dites-le sur la même page, où vous pouvez aussi demander une réimpression.

            Une question ? L'assistance académique vous répond :
            02 00 00 00 00 (du lundi au vendredi)
            assistance@academie.example
            https://assistance.academie.example/

            Mon compte académique
            https://identite.academie.example

            Ce message est envoyé automatiquement.

            """);
    }

    [Fact]
    public void One_letter_that_waits_is_one_in_both_languages()
    {
        var one = Waiting(new WaitingLetters(Week: 1, Month: 0, Older: 0, Expired: 0));

        Load(Full).Write(one, Claire, MailLanguage.French).Text.Should().Contain("1 courrier attend d'être remis à son destinataire").And.Contain("- imprimés depuis 7 jours au plus : 1\n\n");
        Load(Full).Write(one, Claire, MailLanguage.English).Text.Should().Contain("1 letter waits to be handed over to its addressee").And.Contain("- printed within the last 7 days: 1\n\n");
    }

    [Fact]
    public void The_code_of_a_backup_address_in_English_without_assistance()
    {
        var mail = Load(new MailFrame { ServiceName = "My académie account", ServiceUrl = "https://identite.academie.example" }).Write(Content("Zoé"), Claire, MailLanguage.English);

        mail.Subject.Should().Be("Your code to confirm your backup address");
        mail.Text.Should().Be(
            """
            Hello Zoé,

            You have just given this address as the backup address of your academic account. We will use it to warn you, and to let you back into your account if you forget your username or your password.

            To confirm that it is yours, type this code on the page that asks for it:

                7K3M-9QXA

            It is good for 15 minutes, and for one use.

            This code is for you alone. Nobody of the académie will ever ask you for it, neither by phone nor in a message.

            You did not ask for anything? Somebody probably mistyped their own address: there is nothing you need to do. Without this code, your address will not be linked to any account.

            My académie account
            https://identite.academie.example

            This message is sent automatically.

            """);
    }

    [Fact]
    public void The_HTML_says_what_the_text_says()
    {
        var mail = Load(Full).Write(Content("Zoé"), Claire, MailLanguage.French);
        var page = new HtmlParser().ParseDocument(mail.Html);

        page.DocumentElement.GetAttribute("lang").Should().Be("fr");
        page.Title.Should().Be(mail.Subject);
        page.QuerySelector("p.code")!.TextContent.Should().Be("7K3M-9QXA");
        page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).Should().Equal("https://assistance.academie.example/", "https://identite.academie.example");
        foreach (var line in mail.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            page.Body!.TextContent.Should().Contain(line);
        page.QuerySelectorAll("script, img, iframe, form, link").Should().BeEmpty();
    }

    [Theory]
    [InlineData("{{ code }}")]
    [InlineData("{% raw %}")]
    [InlineData("{% include 'x' %}")]
    [InlineData("<b>Zoé</b> & \"Cie\"")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("https://identite.academie.example.attaquant.example/")]
    [InlineData("\uD800Zoé")]
    public void A_name_is_printed_as_it_is(string name)
    {
        var mail = Load(Full).Write(Content(name), Claire, MailLanguage.French);
        var page = new HtmlParser().ParseDocument(mail.Html);

        var shown = name.Replace("\uD800", "\uFFFD", StringComparison.Ordinal);
        mail.Text.Should().StartWith($"Bonjour {shown},\n");
        page.QuerySelectorAll("p")[1].TextContent.Should().Be($"Bonjour {shown},");
        page.QuerySelectorAll("b, script").Should().BeEmpty();
        page.QuerySelectorAll("a").Should().HaveCount(2);
    }

    [Theory]
    [InlineData("Zoé\r\nBcc: paul@exemple.fr")]
    [InlineData("Zoé\n\nVotre compte est fermé, appelez le 08 99 00 00 00")]
    [InlineData("Zoé\u2028Autre\u2029ligne\u0085fin")]
    public void A_name_makes_no_line_of_its_own(string name)
    {
        Write("backup-address-code.fr.liquid", "Code de {{ given_name }}\n\n{{ given_name }}\n\n    {{ code }}\n");

        var mail = Load(Full).Write(Content(name), Claire, MailLanguage.French);

        mail.Subject.Should().NotMatchRegex(@"[\p{Cc}\u2028\u2029]").And.StartWith("Code de Zoé ");
        mail.Text.Split('\n').Should().HaveCount(4);
    }

    [Fact]
    public void A_person_without_a_given_name_is_greeted_too() =>
        Load(Full).Write(Content(""), Claire, MailLanguage.French).Text.Should().StartWith("Bonjour,\n");

    [Fact]
    public void A_theme_words_the_mails_that_it_has_and_the_neutral_one_the_others()
    {
        Write(French, "Le code de Rouen\n\n    {{ code }}\n");

        var templates = Load(Full);

        templates.Write(Content("Zoé"), Claire, MailLanguage.French).Should().BeEquivalentTo(new { Subject = "Le code de Rouen", Text = "    7K3M-9QXA\n" });
        templates.Write(Content("Zoé"), Claire, MailLanguage.English).Subject.Should().Be("Your code to confirm your backup address");
        log.Lines.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Sujet\n\n{{ code }}\n{% if assistance %}\n", 4, "endif")]
    [InlineData("Sujet\n\n{{ code\n", 3, "}}")]
    [InlineData("Sujet\n\n{{ code }}\n\n{% foo %}\n", 5, "foo")]
    [InlineData("Sujet\n\n{{ code }}\n{{ prenom }}\n", 4, "prenom")]
    [InlineData("Sujet\n\n{{ code }}\n{% if assistance %}\n{{ assistence_phone }}\n{% endif %}\n", 5, "assistence_phone")]
    [InlineData("Sujet\n\n{{ code }}\n{% unless assistance %}\n{{ oubli }}\n{% endunless %}\n", 5, "oubli")]
    [InlineData("Sujet\n\n{{ code | majuscules }}\n", 3, "majuscules")]
    [InlineData("Sujet\n\n{{ code }}{% include 'autre' %}\n", 1, "autre")]
    [InlineData("Sujet\n\n{{ code }}{% for i in (1..1000000000) %}a{% endfor %}\n", 3, "range")]
    [InlineData("Sujet\n\n{{ code }}{% assign a = 'abcdefghijkl' | split: '' %}{% for i in a %}{% for j in a %}{% for k in a %}{% for l in a %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}\n", 1, "maximum")]
    [InlineData("Sujet\n\nBonjour {{ given_name }}\n", 1, "what it is sent for")]
    [InlineData("{{ code }}\n", 1, "what it is sent for")]
    [InlineData("", 1, "subject")]
    public void A_broken_template_is_said_with_its_line_and_the_neutral_one_is_used(string source, int line, string problem)
    {
        Write(French, source);

        var mail = Load(Full).Write(Content("Zoé"), Claire, MailLanguage.French);

        mail.Subject.Should().Be("Votre code pour confirmer votre adresse de secours");
        log.Lines.Should().ContainSingle().Which.Should().StartWith("Error Mail template").And.Contain($"{French}, line {line}:").And.Contain(problem);
    }

    [Theory]
    [InlineData("<p>{{ subject }}</p>", "not every line")]
    [InlineData("{% for paragraph in paragraphs %}{% for line in paragraph.lines %}{{ line.texte }}{% endfor %}{% endfor %}", "not every line")]
    [InlineData("{% for paragraph in paragraphs %}{{ paragraf }}{% endfor %}", "paragraf")]
    [InlineData("{% for paragraph in paragraphs %}", "endfor")]
    public void A_broken_layout_is_said_and_the_neutral_one_is_used(string source, string problem)
    {
        Write(Layout, source);

        Load(Full).Write(Content("Zoé"), Claire, MailLanguage.French).Html.Should().StartWith("<!DOCTYPE html>").And.Contain("7K3M-9QXA");
        log.Lines.Should().ContainSingle().Which.Should().Contain(Layout).And.Contain(problem);
    }

    [Theory]
    [InlineData("{{ line.text | raw }}")]
    [InlineData("{{ line.text | newline_to_br }}")]
    [InlineData("{{ line.text | strip_newlines | strip }}")]
    [InlineData("{% capture x %}{{ line.text }}{% endcapture %}{{ x }}")]
    public void No_filter_of_a_layout_undoes_the_encoding(string print)
    {
        Write(Layout, $"{{% for paragraph in paragraphs %}}{{% for line in paragraph.lines %}}<p>{print}</p>{{% endfor %}}{{% endfor %}}");

        var html = Load(Full).Write(Content("<script>alert(1)</script>"), Claire, MailLanguage.French).Html;

        html.Should().StartWith("<p>").And.NotContain("<script");
        log.Lines.Should().BeEmpty();
    }

    [Fact]
    public void A_template_that_is_no_text_is_said()
    {
        Write(French, "");
        File.WriteAllBytes(Path.Combine(theme.FullName, "mails", French), [0x53, 0xE9, 0x0A, 0xFF]);

        Load(Full).Write(Content("Zoé"), Claire, MailLanguage.French).Subject.Should().StartWith("Votre code");
        log.Lines.Should().ContainSingle().Which.Should().Contain(French);
    }

    [Fact]
    public void A_program_without_its_own_mails_does_not_start()
    {
        var load = () => new MailTemplateLoader([theme.FullName], Full, new Logger(log)).Load();

        load.Should().Throw<InvalidOperationException>().WithMessage($"*{French}*");
    }

    private static MailContent.BackupAddressCode Content(string givenName)
    {
        PrintedCode.TryParse("7K3M9QXA", 8, out var code).Should().BeTrue();
        return new MailContent.BackupAddressCode(givenName, code, TimeSpan.FromMinutes(15));
    }

    private static MailContent.LettersWaiting Waiting(WaitingLetters letters) => new("Lycée Les Falaises", letters, new Uri("https://identite.academie.example/courriers/remise"));

    private MailTemplates Load(MailFrame frame) => new MailTemplateLoader([theme.FullName, Neutral], frame, new Logger(log)).Load();

    private void Write(string file, string source)
    {
        System.IO.Directory.CreateDirectory(Path.Combine(theme.FullName, "mails"));
        File.WriteAllText(Path.Combine(theme.FullName, "mails", file), source);
    }

    private sealed class Logger(ILogger lines) : ILogger<MailTemplateLoader>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => lines.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Log(logLevel, eventId, state, exception, formatter);
    }
}
