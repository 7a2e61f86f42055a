using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Tests.Feeds;

/// <summary>A bad record is left out and names its person; the rest counts. A file that breaks counts up to there, and nobody departs on its account.</summary>
public sealed class AafBadInputTests : IDisposable
{
    private readonly FeedDrop drop = new();

    public void Dispose() => drop.Dispose();

    [Theory]
    [InlineData(FeedIssueKind.DateImpossible, "12/04/1979", "31/02/1979")]
    [InlineData(FeedIssueKind.DateImpossible, "12/04/1979", "1979-04-12")]
    [InlineData(FeedIssueKind.DateImpossible, "12/04/1979", "12/04/0079")]
    [InlineData(FeedIssueKind.NameMissing, "<attr name=\"sn\"><value>MARTIN</value></attr>", "<attr name=\"sn\"><value/></attr>")]
    [InlineData(FeedIssueKind.NameMissing, "<value>Claire</value>", "<value>   </value>")]
    [InlineData(FeedIssueKind.ControlCharacter, "Claire", "Cla\u0001ire")]
    [InlineData(FeedIssueKind.ControlCharacter, "Claire", "Cla&#27;ire")]
    [InlineData(FeedIssueKind.ControlCharacter, "Claire", "Cla&#xD800;ire")]
    [InlineData(FeedIssueKind.ControlCharacter, "Claire", "Cla\u202Eire")]
    [InlineData(FeedIssueKind.ControlCharacter, "Claire", "Cla\uFFFEire")]
    [InlineData(FeedIssueKind.NoKnownStructure, "43", "999")]
    [InlineData(FeedIssueKind.CategoryUnexpected, "<value>PersEducNat</value>", "<value>Eleve</value>")]
    [InlineData(FeedIssueKind.KeyTwice, "2828", "1")]
    public void A_record_with_something_wrong_is_left_out_alone(FeedIssueKind kind, string right, string wrong)
    {
        var records = drop.WithPeople(Xml.Person("1"), Xml.Person().Replace(right, wrong, StringComparison.Ordinal), Xml.Person("3")).Read();

        records.Keys().Should().Equal("AC-ROUEN$1", "AC-ROUEN$3");
        var issue = records.Issues().Should().ContainSingle(issue => issue.Effect != FeedIssueEffect.Noted).Which;
        issue.Kind.Should().Be(kind);
        issue.Effect.Should().Be(FeedIssueEffect.RecordLeftOut);
        issue.Person!.Value.Value.Should().Be(kind == FeedIssueKind.KeyTwice ? "AC-ROUEN$1" : "AC-ROUEN$2828");
        issue.Place.File.Should().Be(FeedDrop.PeopleFile);
        issue.Place.Line.Should().BeGreaterThan(7);
        issue.MakesAbsenceUncertain.Should().BeFalse("the record says whose it is");
    }

    [Theory]
    [InlineData("", FeedIssueKind.KeyMissing)]
    [InlineData("28 28", FeedIssueKind.KeyMalformed)]
    [InlineData("*)(uid=*", FeedIssueKind.KeyMalformed)]
    public void A_record_of_nobody_could_be_anybodys(string key, FeedIssueKind kind)
    {
        var records = drop.WithPeople(Xml.Person(key), Xml.Person("3")).Read();

        records.Keys().Should().Equal("AC-ROUEN$3");
        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = kind, Effect = FeedIssueEffect.RecordLeftOut, Person = (DirectoryKey?)null, MakesAbsenceUncertain = true });
    }

    [Fact]
    public void A_record_that_calls_its_person_by_two_keys_is_left_out()
    {
        var records = drop.WithPeople(Xml.Person().Replace("<id>2828</id>", "<id>2829</id>", StringComparison.Ordinal)).Read();

        records.OnlyIssue().Kind.Should().Be(FeedIssueKind.KeyMalformed);
    }

    [Fact]
    public void A_value_of_ten_megabytes_costs_its_record_and_the_rest_follows()
    {
        var records = drop.WithPeople(Xml.Person("1"), Xml.Person().Replace("Claire", new string('x', 10_000_000), StringComparison.Ordinal), Xml.Person("3")).Read();

        records.Keys().Should().Equal("AC-ROUEN$1", "AC-ROUEN$3");
        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.ValueTooLong, Person = (DirectoryKey?)new DirectoryKey("AC-ROUEN$2828"), Detail = "GivenName" });
    }

    [Fact]
    public void A_hundred_thousand_values_cost_their_record()
    {
        var many = Xml.Attr("ENTPersonAutresPrenoms", [.. Enumerable.Repeat("Anne", 100_000)]);

        drop.WithPeople(Xml.Person(more: many), Xml.Person("3")).Read().OnlyIssue().Kind.Should().Be(FeedIssueKind.ValueTooLong);
    }

    [Fact]
    public void A_posting_elsewhere_is_noted_and_the_others_stand()
    {
        var person = Xml.Person().Replace("<value>43$ENS", "<value>999$ENS$ENSEIGNEMENT$-$SANS OBJET</value><value>rubbish</value><value>43$ENS", StringComparison.Ordinal);

        var records = drop.WithPeople(person).Read();

        records.People().Single().Postings.Should().ContainSingle();
        records.Issues().Select(issue => (issue.Kind, issue.Effect)).Should().Equal(
            (FeedIssueKind.StructureUnknown, FeedIssueEffect.Noted), (FeedIssueKind.PostingMalformed, FeedIssueEffect.Noted));
    }

    [Fact]
    public void A_complete_export_neither_modifies_nor_deletes()
    {
        var records = drop.WithPeople(Xml.Delete("1"), Xml.Modify("2", ("sn", "X")), Xml.Person("3")).Read();

        records.Issues().Should().HaveCount(2).And.OnlyContain(issue => issue.Kind == FeedIssueKind.OperationUnknown && issue.Effect == FeedIssueEffect.RecordLeftOut);
        records.Keys().Should().Equal("AC-ROUEN$3");
    }

    [Fact]
    public void Only_replacing_is_a_way_to_modify()
    {
        drop.Write(FeedDrop.DeltaFile, Xml.File(Xml.Modify("2", ("sn", "X")).Replace("replace", "add", StringComparison.Ordinal)));

        drop.Read().OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.OperationUnknown, Detail = "add" });
    }

    [Fact]
    public void A_name_is_never_erased()
    {
        drop.Write(FeedDrop.DeltaFile, Xml.File(Xml.Modify("2", ("sn", ""))));

        drop.Read().OnlyIssue().Kind.Should().Be(FeedIssueKind.NameMissing);
    }

    [Theory]
    [InlineData("", FeedIssueKind.UaiMissing)]
    [InlineData("76900W", FeedIssueKind.UaiMalformed)]
    public void A_structure_without_uai_is_left_out_and_its_people_are_named(string uai, FeedIssueKind kind)
    {
        drop.Write(FeedDrop.EstablishmentsFile, Xml.File(Xml.School(uai: uai)));
        drop.Write(FeedDrop.PeopleFile, Xml.File(Xml.Person()));

        var issues = drop.Read().Issues().Where(issue => issue.Effect != FeedIssueEffect.Noted).ToList();

        issues.Select(issue => issue.Kind).Should().Equal(kind, FeedIssueKind.NoKnownStructure);
        issues.Should().OnlyContain(issue => !issue.MakesAbsenceUncertain);
    }

    [Fact]
    public void Two_structures_of_one_uai_are_one_establishment()
    {
        drop.Write(FeedDrop.EstablishmentsFile, Xml.File(Xml.School(), Xml.School("44")));
        drop.Write(FeedDrop.PeopleFile, Xml.File(Xml.Person(structure: "44")));

        var records = drop.Read();

        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.UaiTwice, Effect = FeedIssueEffect.Noted });
        records.Establishments().Should().ContainSingle();
        records.People().Single().MainEstablishment.Should().Be(Rne.Parse("0769001W"));
    }

    [Fact]
    public void A_file_cut_short_counts_up_to_there_and_makes_absence_uncertain()
    {
        var whole = Xml.File(Xml.Person("1"), Xml.Person("2"), Xml.Person("3"));
        drop.WithPeople();
        drop.Write(FeedDrop.PeopleFile, whole[..whole.LastIndexOf("<addRequest>", StringComparison.Ordinal)]);

        var records = drop.Read();

        records.Keys().Should().Equal("AC-ROUEN$1", "AC-ROUEN$2");
        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.Truncated, Effect = FeedIssueEffect.RestOfFileLeftOut, MakesAbsenceUncertain = true });
    }

    [Fact]
    public void Wherever_a_file_is_cut_nobody_in_it_is_half_read()
    {
        var whole = Xml.File(Xml.Person("1"), Xml.Person("2"));
        drop.WithPeople();
        for (var cut = 0; cut < whole.TrimEnd().Length; cut += 7)
        {
            drop.Write(FeedDrop.PeopleFile, whole[..cut]);

            var records = drop.Read();

            records.People().Where(person => person.BirthDate is null || person.Postings.Count != 1).Should().BeEmpty();
            records.Issues().Should().Contain(issue => issue.MakesAbsenceUncertain, "the file ends at {0}", cut);
        }
    }

    [Theory]
    [InlineData("", FeedIssueKind.NotXml)]
    [InlineData("JOINTURE;NUMEN\n1;2", FeedIssueKind.NotXml)]
    [InlineData("\0\0\0\0", FeedIssueKind.NotXml)]
    [InlineData("<html><body/></html>", FeedIssueKind.RootUnexpected)]
    [InlineData("<!DOCTYPE autre SYSTEM \"autre.dtd\"><autre/>", FeedIssueKind.RootUnexpected)]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-7\"?><ficAlimMENESR/>", FeedIssueKind.EncodingUnknown)]
    [InlineData("<?xml version=\"1.0\" encoding=\"IBM037\"?><ficAlimMENESR/>", FeedIssueKind.EncodingUnknown)]
    [InlineData("<ficAlimMENESR><addRequest></ficAlimMENESR>", FeedIssueKind.NotXml)]
    [InlineData("<ficAlimMENESR><addRequest>&inconnue;</addRequest></ficAlimMENESR>", FeedIssueKind.NotXml)]
    [InlineData("<!DOCTYPE ficAlimMENESR [<!ENTITY a \"b\">]><ficAlimMENESR/>", FeedIssueKind.DoctypeRefused)]
    [InlineData("<!-- [ --><!DOCTYPE ficAlimMENESR SYSTEM \"x\" [<!ENTITY % a SYSTEM \"http://127.0.0.1:1/\"> %a;]><ficAlimMENESR/>", FeedIssueKind.DoctypeRefused)]
    public void What_is_no_export_is_refused_and_says_why(string text, FeedIssueKind kind)
    {
        drop.WithPeople();
        drop.Write(FeedDrop.PeopleFile, text);

        var issue = drop.Read().OnlyIssue();

        issue.Kind.Should().Be(kind);
        issue.Effect.Should().Be(FeedIssueEffect.RestOfFileLeftOut);
        issue.Place.File.Should().Be(FeedDrop.PeopleFile);
    }

    [Fact]
    public void Bytes_that_are_not_what_the_file_declares_end_it()
    {
        drop.WithPeople();
        drop.Write(FeedDrop.PeopleFile, [.. System.Text.Encoding.Latin1.GetBytes(Xml.File(Xml.Person("1"), Xml.Person(surname: "LEFÈVRE")))]);

        drop.Read().OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.EncodingUnknown, MakesAbsenceUncertain = true });
    }

    [Fact]
    public void Laughs_are_not_multiplied()
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(level => $"<!ENTITY l{level} \"{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}\">"));
        drop.WithPeople();
        drop.Write(FeedDrop.PeopleFile, $"<!DOCTYPE ficAlimMENESR [<!ENTITY l0 \"ha\">{entities}]><ficAlimMENESR>{Xml.Person().Replace("Claire", "&l9;", StringComparison.Ordinal)}</ficAlimMENESR>");

        drop.Read().OnlyIssue().Kind.Should().Be(FeedIssueKind.DoctypeRefused);
    }

    [Fact]
    public void An_entity_hidden_behind_a_long_comment_is_not_read_either()
    {
        var secret = drop.Write("secret.txt.bak", "SECRET");
        drop.WithPeople();
        drop.Write(
            FeedDrop.PeopleFile,
            $"<!--{new string('x', 100_000)}--><!DOCTYPE ficAlimMENESR [<!ENTITY x SYSTEM \"file://{secret}\">]><ficAlimMENESR>{Xml.Person().Replace("Claire", "&x;", StringComparison.Ordinal)}</ficAlimMENESR>");

        var records = drop.Read();

        records.People().Should().BeEmpty();
        records.OnlyIssue().Effect.Should().Be(FeedIssueEffect.RestOfFileLeftOut);
    }

    [Theory]
    [InlineData("<!--", "-->")]
    [InlineData("<addRequest x=\"", "\"/>")]
    [InlineData("<a", "/>")]
    [InlineData("<?pi ", "?>")]
    [InlineData("<addRequest><attributes><attr name=\"sn\"><value><![CDATA[", "]]></value></attr></attributes></addRequest>")]
    public void Markup_without_end_is_given_up(string start, string end)
    {
        drop.WithPeople();
        drop.Write(FeedDrop.PeopleFile, $"<ficAlimMENESR>{Xml.Person("1")}{start}{new string('x', 3_000_000)}{end}</ficAlimMENESR>");

        var records = drop.Read();

        records.Keys().Should().Equal("AC-ROUEN$1");
        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.ValueTooLong, Effect = FeedIssueEffect.RestOfFileLeftOut });
    }

    [Fact]
    public void Nesting_without_end_is_given_up()
    {
        drop.WithPeople();
        drop.Write(FeedDrop.PeopleFile, $"<ficAlimMENESR>{string.Concat(Enumerable.Repeat("<addRequest>", 200_000))}");

        drop.Read().OnlyIssue().Kind.Should().Be(FeedIssueKind.NotXml);
    }

    [Fact]
    public void Names_without_end_are_given_up()
    {
        drop.WithPeople();
        drop.Write(FeedDrop.PeopleFile, $"<ficAlimMENESR>{string.Concat(Enumerable.Range(0, 100_000).Select(number => $"<n{number}/>"))}</ficAlimMENESR>");

        drop.Read().OnlyIssue().Kind.Should().Be(FeedIssueKind.NotXml);
    }
}
