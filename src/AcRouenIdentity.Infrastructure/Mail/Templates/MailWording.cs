using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Themes;
using Fluid.Values;

namespace AcRouenIdentity.Infrastructure.Mail.Templates;

/// <summary>The words of one kind of mail in one language.</summary>
internal sealed class MailWording(LiquidTemplate template, MailFrame frame)
{
    /// <summary>Shown whole by every reader.</summary>
    private const int LongestSubject = 120;

    public MailText Say(MailContent content) => MailText.Of(template.Render(Values(content, frame)));

    /// <summary>Says an example with all that a mail may say, and with the least.</summary>
    public LiquidFault? FindProblem(MailContent example) =>
        FindProblem(example, frame)
        ?? FindProblem(example, new MailFrame { ServiceName = frame.ServiceName, ServiceUrl = frame.ServiceUrl })
        ?? FindProblem(example, frame with { AssistanceName = "?", AssistancePhone = "?", AssistanceMail = "?", AssistanceUrl = "?", AssistanceHours = "?" });

    private LiquidFault? FindProblem(MailContent example, MailFrame surroundings)
    {
        var rendered = template.TryRender(Values(example, surroundings), out var problem);
        if (problem is not null)
            return problem;

        var mail = MailText.Of(rendered!);
        if (mail.Subject.Length is 0 or > LongestSubject)
            return new LiquidFault(1, $"the subject, on the first line, has {mail.Subject.Length} characters: 1 to {LongestSubject}");
        return mail.Text.Contains(example.Essential, StringComparison.Ordinal) ? null : new LiquidFault(1, "the mail does not say what it is sent for");
    }

    private static IEnumerable<KeyValuePair<string, FluidValue>> Values(MailContent content, MailFrame frame) =>
        MailFacts.Of(frame).Concat(MailFacts.Of(content)).Select(fact => KeyValuePair.Create(fact.Name, Value(fact.Value)))
            .Concat(MailFacts.PassagesOf(content).Select(passage => KeyValuePair.Create<string, FluidValue>(passage.Name, Value(passage.Lines))));

    private static ArrayValue Value(IReadOnlyList<string> lines) => new ArrayValue([.. lines.Select(Value)]);

    private static FluidValue Value(string? text) => text is null ? NilValue.Instance : new StringValue(text);
}
