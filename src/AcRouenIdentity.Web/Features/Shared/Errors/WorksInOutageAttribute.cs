namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>A page for everybody that is answered even where the database is away: whoever is signed in is then a stranger to it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WorksInOutageAttribute : Attribute;
