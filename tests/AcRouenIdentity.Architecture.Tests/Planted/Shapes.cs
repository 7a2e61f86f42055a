using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Architecture.Tests.Planted.Shapes
{
    public interface ILonely;

    public interface ILonelyOf<T>;

    public interface IForNobody;

    public interface IShared;

    public sealed class Alone : ILonely, IShared;

    public sealed class AloneOf : ILonelyOf<int>, IShared, Ports.IPort;

    public sealed class SilentPage : PageModel;

    [Authorize]
    public sealed class AnySignedInPage : PageModel;

    [Authorize("person")]
    public sealed class GuardedPage : PageModel;

    [AllowAnonymous]
    public class OpenPage : PageModel;

    public sealed class OpenByItsParentPage : OpenPage;

    public static class LoginHelper;

    public sealed class SessionManager;

    public sealed class TicketV2;

    /// <summary>Keeps the suffix of the library's own class.</summary>
    public abstract class NarrowRoleManager(IRoleStore<IdentityRole> store) : RoleManager<IdentityRole>(store, [], null!, null!, null!);
}

namespace AcRouenIdentity.Architecture.Tests.Planted.Shapes.Ports
{
    public interface IPort;
}

namespace AcRouenIdentity.Architecture.Tests.Planted.Shapes.Helpers
{
    public sealed class Fine;
}
