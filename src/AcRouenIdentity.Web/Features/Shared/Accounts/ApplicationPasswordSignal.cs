using AcRouenIdentity.Infrastructure.Database;

namespace AcRouenIdentity.Web.Features.Shared.Accounts;

/// <summary>Called once ended application passwords are saved, so that the directory loses them at once.</summary>
public sealed class ApplicationPasswordSignal : WakeUp;
