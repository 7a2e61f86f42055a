namespace AcRouenIdentity.Web.Features.Shared.Logs;

public sealed class LogOptions
{
    public const string Section = "Log";

    public LogFormat Format { get; set; } = LogFormat.Text;
}

public enum LogFormat
{
    /// <summary>A line a person reads.</summary>
    Text,

    /// <summary>Compact log event format, one JSON object a line, for a collector.</summary>
    Json,
}
