using System.Text;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Tests.Feeds;

public sealed class StaffFeedReaderTests : IDisposable
{
    private const string File = "rh.csv";
    private const string Header = "JOINTURE;NUMEN;NOM_NAISSANCE;DATE_NAISSANCE;DATE_DEBUT;DATE_FIN;ADRESSE_1;ADRESSE_2;ADRESSE_3;CODE_POSTAL;VILLE";
    private readonly FeedDrop drop = new();

    public void Dispose() => drop.Dispose();

    [Fact]
    public void A_row_gives_the_numen_the_birth_the_service_and_the_address()
    {
        var facts = Read($"{Header}\n2828;21E0501234ABC;Martin;12/04/1979;2026-09-01;31/08/2027;3 rue du Moulin;;;76000;ROUEN\n").Staff().Single();

        facts.Should().BeEquivalentTo(new FeedStaffFacts
        {
            Key = new DirectoryKey("AC-ROUEN$2828"),
            Said = FeedFacts.Numen | FeedFacts.BirthName | FeedFacts.BirthDate | FeedFacts.Start | FeedFacts.End | FeedFacts.PostalAddress,
            Numen = Numen.Parse("21E0501234ABC"),
            BirthName = "Martin",
            BirthDate = new DateOnly(1979, 4, 12),
            Start = new DateOnly(2026, 9, 1),
            End = new DateOnly(2027, 8, 31),
            PostalAddress = "3 rue du Moulin\n76000 ROUEN",
        });
    }

    [Theory]
    [InlineData(";")]
    [InlineData(",")]
    [InlineData("\t")]
    [InlineData("|")]
    public void The_separator_is_found_in_the_header(string separator)
    {
        Read($"{Header}\n1;21E0501234ABC;Martin;;;;;;;;\n".Replace(";", separator, StringComparison.Ordinal)).Staff().Single().BirthName.Should().Be("Martin");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("windows-1252")]
    [InlineData("iso-8859-15")]
    public void The_encoding_is_found_in_the_bytes(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.UTF8;
        drop.Write(File, encoding.GetBytes($"{Header}\n1;;Lecœur-Müller;;;;;;;;\n"));

        drop.Read().Staff().Single().BirthName.Should().Be("Lecœur-Müller");
    }

    [Fact]
    public void A_character_over_the_edge_of_a_block_is_still_utf_8()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            drop.Write(File, $"{Header}\n1;;{new string('a', 900)};;;;;;;;\n{new string('\n', 64 * 1024 - Header.Length - 920 + shift)}2;;éééééé;;;;;;;;\n");

            drop.Read().Staff().Last().BirthName.Should().Be("éééééé");
        }
    }

    [Fact]
    public void Columns_are_called_as_the_configuration_says_in_any_case_and_without_accents()
    {
        drop.Options.Staff.Columns.Key = "Identifiant agent";
        drop.Options.Staff.Columns.End = "Date de fin prévue";
        drop.Options.Staff.Columns.Numen = "";
        drop.Options.Staff.Columns.PostalAddress.Add("VOIE");

        var facts = Read("IDENTIFIANT_AGENT;date de fin prevue;NUMEN;voie\n1;31/08/2027;21E0501234ABC;rue\n").Staff().Single();

        facts.Said.Should().Be(FeedFacts.End | FeedFacts.PostalAddress);
        facts.End.Should().Be(new DateOnly(2027, 8, 31));
        facts.Numen.Should().BeNull();
    }

    [Fact]
    public void Columns_that_are_missing_say_nothing_and_are_told()
    {
        var records = Read("JOINTURE;NUMEN\n1;21E0501234ABC\n");

        records.Staff().Single().Said.Should().Be(FeedFacts.Numen);
        records.Issues().Should().OnlyContain(issue => issue.Kind == FeedIssueKind.ColumnMissing && issue.Effect == FeedIssueEffect.Noted).And.Contain(issue => issue.Detail == "DATE_FIN");
    }

    [Fact]
    public void Without_the_column_of_the_key_nothing_is_read()
    {
        var records = Read("NUMEN;NOM_NAISSANCE\n21E0501234ABC;Martin\n");

        records.Staff().Should().BeEmpty();
        records.Issues().Should().Contain(issue => issue.Effect == FeedIssueEffect.RestOfFileLeftOut && issue.Detail == "JOINTURE");
    }

    [Theory]
    [InlineData("2;21E05ABC;;;;;;;;;", FeedIssueKind.NumenMalformed)]
    [InlineData("2;;;31/02/1979;;;;;;;", FeedIssueKind.DateImpossible)]
    [InlineData("2;;;;29/02/2027;;;;;;", FeedIssueKind.DateImpossible)]
    [InlineData("2;;;;01/09/2027;31/08/2027;;;;;", FeedIssueKind.ServiceReversed)]
    [InlineData("2;;Mar\u0002tin;;;;;;;;", FeedIssueKind.ControlCharacter)]
    [InlineData("1;;;;;;;;;;", FeedIssueKind.KeyTwice)]
    public void A_row_with_something_wrong_is_left_out_and_names_its_person(string row, FeedIssueKind kind)
    {
        var records = Read($"{Header}\n1;;;;;;;;;;\n{row}\n3;;;;;;;;;;\n");

        records.Staff().Select(facts => facts.Key.Value).Should().Equal("AC-ROUEN$1", "AC-ROUEN$3");
        var issue = records.OnlyIssue();
        issue.Kind.Should().Be(kind);
        issue.Place.Should().Be(new FeedPlace(File, 3));
        issue.Person.Should().NotBeNull();
        issue.MakesAbsenceUncertain.Should().BeFalse();
    }

    [Theory]
    [InlineData(";21E0501234ABC;;;;;;;;;", FeedIssueKind.KeyMissing)]
    [InlineData("a b;;;;;;;;;;", FeedIssueKind.KeyMalformed)]
    [InlineData("2;\"jamais fermé;;;;;;;;;", FeedIssueKind.RowMalformed)]
    [InlineData("2;\"fermé\"trop tôt;;;;;;;;;", FeedIssueKind.RowMalformed)]
    public void A_row_of_nobody_costs_itself_alone(string row, FeedIssueKind kind)
    {
        var records = Read($"{Header}\n1;;;;;;;;;;\n{row}\n3;;;;;;;;;;\n");

        records.Staff().Select(facts => facts.Key.Value).Should().Equal("AC-ROUEN$1", "AC-ROUEN$3");
        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = kind, Place = new FeedPlace(File, 3), MakesAbsenceUncertain = false });
    }

    [Fact]
    public void A_line_of_ten_megabytes_costs_itself_alone()
    {
        var records = Read($"{Header}\n1;;{new string('x', 10_000_000)};;;;;;;;\n3;;;;;;;;;;\n");

        records.Staff().Single().Key.Value.Should().Be("AC-ROUEN$3");
        records.OnlyIssue().Kind.Should().Be(FeedIssueKind.ValueTooLong);
    }

    [Fact]
    public void Nobody_gets_a_numen_that_two_people_have()
    {
        var records = Read($"{Header}\n1;21E0501234ABC;;;;;;;;;\n2;21e0501234abc;;;;;;;;;\n3;21E0501234ABD;;;;;;;;;\n");

        records.Staff().Single().Key.Value.Should().Be("AC-ROUEN$3");
        records.Issues().Select(issue => (issue.Kind, issue.Person!.Value.Value)).Should().Equal(
            (FeedIssueKind.NumenShared, "AC-ROUEN$1"), (FeedIssueKind.NumenShared, "AC-ROUEN$2"));
    }

    [Fact]
    public void A_numen_shared_between_two_files_is_shared_all_the_same()
    {
        drop.Write("a.csv", $"{Header}\n1;21E0501234ABC;;;;;;;;;\n");
        drop.Write("b.csv", $"{Header}\n2;21E0501234ABC;;;;;;;;;\n");

        drop.Read().Staff().Should().BeEmpty();
    }

    [Fact]
    public void One_person_on_two_rows_shares_nothing_with_themselves()
    {
        var records = Read($"{Header}\n1;21E0501234ABC;;;;;;;;;\n1;21E0501234ABC;;;;;;;;;\n");

        records.Staff().Should().ContainSingle();
        records.OnlyIssue().Kind.Should().Be(FeedIssueKind.KeyTwice);
    }

    [Fact]
    public void No_issue_ever_shows_a_numen()
    {
        var records = Read($"{Header}\n21E0501234ABC 1;;;;;;;;;;\n1;21E0501234ABC;;;;;;;;;\n2;21E0501234ABC;;;;;;;;;\n3;21E0501234ABCD;;;;;;;;;\n4;;;21E0501234ABC;;;;;;;\n");

        records.Issues().Should().HaveCount(5);
        records.Issues().Select(issue => issue.Detail ?? "").Where(detail => detail.Contains("01234", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Quoted_fields_hold_separators_quotes_and_line_ends()
    {
        var facts = Read($"{Header}\r\n1;;\"L\"\"Hôte; veuve \"\"\";;;;\"Bât. A\r\nrue\";;;;\r\n2;;x;;;;;;;;").Staff().ToList();

        facts[0].BirthName.Should().Be("L\"Hôte; veuve \"");
        facts[0].PostalAddress.Should().Be("Bât. A\nrue");
        facts[1].BirthName.Should().Be("x");
    }

    [Fact]
    public void An_empty_file_is_nothing_to_read()
    {
        Read("").OnlyIssue().Kind.Should().Be(FeedIssueKind.NothingToRead);
    }

    private List<FeedRecord> Read(string text)
    {
        drop.Write(File, text);
        return drop.Read();
    }
}
