namespace AcRouenIdentity.Web.Features.Shared.Accounts;

public enum FactorRemoval
{
    Removed,

    /// <summary>Not theirs, or taken away meanwhile.</summary>
    Gone,

    /// <summary>Whoever has this role must keep one.</summary>
    LastOne,
}
