namespace AcRouenIdentity.Web.Features.Audit;

/// <summary>Names AuditTexts.resx: a text for each <c>AuditKind</c>, and what the command <c>audit</c> says.</summary>
public sealed class AuditTexts;
