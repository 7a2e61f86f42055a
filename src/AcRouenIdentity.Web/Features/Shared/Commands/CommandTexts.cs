namespace AcRouenIdentity.Web.Features.Shared.Commands;

/// <summary>Names what every command may have to say: CommandTexts.resx (French) and CommandTexts.en.resx.</summary>
public sealed class CommandTexts;
