namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>Basic OP: <c>oidcc-basic-certification-test-plan</c>.</summary>
public sealed class BasicOpTests(ConformanceHost host) : BasicModules(host, responseMode: null), IClassFixture<ConformanceHost>;

/// <summary>Form Post OP: <c>oidcc-formpost-basic-certification-test-plan</c>, the same modules.</summary>
public sealed class FormPostOpTests(ConformanceHost host) : BasicModules(host, "form_post"), IClassFixture<ConformanceHost>;
