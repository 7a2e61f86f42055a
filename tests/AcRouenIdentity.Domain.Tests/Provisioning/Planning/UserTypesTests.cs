using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Domain.Tests.Provisioning.Planning;

public sealed class UserTypesTests
{
    private static readonly Rne Lycee = Rne.Parse("0769001W");
    private static readonly Rne College = Rne.Parse("0279001M");

    [Theory]
    [InlineData("ENS", null, "ENS")]
    [InlineData("DOC", null, "ENS")]
    [InlineData("DIR", true, "DIR")]
    [InlineData("ADF", null, "ADM")]
    [InlineData("ADF", true, "ENS")]
    public void The_type_of_a_newcomer_follows_the_function(string function, bool? isTeacher, string expected) =>
        UserTypes.Of(Facts(isTeacher, At(Lycee, function)), present: null).Should().Be(expected);

    [Fact]
    public void The_main_posting_decides_wherever_it_stands_in_the_list() =>
        UserTypes.Of(Facts(isTeacher: null, At(College, "ENS"), At(Lycee, "DIR")), present: "ENS").Should().Be("DIR");

    [Fact]
    public void A_type_that_feeds_do_not_tell_was_given_by_hand_and_stays() =>
        UserTypes.Of(Facts(isTeacher: null, At(Lycee, "ENS")), present: "IEN").Should().Be("IEN");

    [Fact]
    public void Somebody_who_has_no_posting_left_keeps_the_type_of_the_last_one() =>
        UserTypes.Of(Facts(isTeacher: null), present: "ENS").Should().Be("ENS");

    private static PersonFacts Facts(bool? isTeacher, params IReadOnlyList<Posting> postings) =>
        new() { Surname = "Lenoir", GivenName = "Émilie", IsTeacher = isTeacher, MainEstablishment = Lycee, Postings = postings };

    private static Posting At(Rne rne, string function) => new(rne, function, "X", null, null);
}
