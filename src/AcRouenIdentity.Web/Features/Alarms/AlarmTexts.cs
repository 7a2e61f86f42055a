namespace AcRouenIdentity.Web.Features.Alarms;

public sealed class AlarmTexts;
