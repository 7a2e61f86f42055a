using System.Text.RegularExpressions;
using Serilog.Core;
using Serilog.Events;

namespace AcRouenIdentity.Web.Features.Shared.Logs;

/// <summary>The last net under "no NUMEN and no address in logs": masks both in the properties of every event, wherever they came from.</summary>
internal sealed partial class NumenMask : ILogEventEnricher
{
    private const string Mask = "***";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var (name, value) in logEvent.Properties.ToList())
            if (value is ScalarValue { Value: string text } && Confidential().IsMatch(text))
                logEvent.AddOrUpdateProperty(new LogEventProperty(name, new ScalarValue(Confidential().Replace(text, Mask))));
    }

    [GeneratedRegex(@"\b\d{2}[A-Z]\d{7}[A-Z]{3}\b|[^\s@<>""]{1,64}@[^\s@<>""]+\.[A-Za-z]{2,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Confidential();
}
