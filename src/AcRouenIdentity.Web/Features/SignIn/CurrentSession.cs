using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Somebody signed in: the session as it stands in the database and the person as the directory describes them now.</summary>
public sealed record SignedInPerson(Session Session, Person Person);
