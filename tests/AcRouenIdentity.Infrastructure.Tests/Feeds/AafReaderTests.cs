using System.Text;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Tests.Feeds;

public sealed class AafReaderTests : IDisposable
{
    private readonly FeedDrop drop = new();

    public void Dispose() => drop.Dispose();

    [Fact]
    public void A_teacher_is_read_with_her_names_her_birth_and_where_she_teaches()
    {
        var person = drop.WithPeople(Xml.Person(more: Xml.Attr("ENTPersonAutresPrenoms", "Anne", "Odile") + Xml.Attr("ENTPersonCategorieEnseignant", "O"))).Read().People().Single();

        person.Should().BeEquivalentTo(new FeedPerson
        {
            Key = new DirectoryKey("AC-ROUEN$2828"),
            Surname = "MARTIN",
            GivenName = "Claire",
            OtherGivenNames = ["Anne", "Odile"],
            BirthName = "MARTIN",
            BirthDate = new DateOnly(1979, 4, 12),
            Civility = Civility.Madame,
            MainEstablishment = Rne.Parse("0769001W"),
            Postings = [new Posting(Rne.Parse("0769001W"), "ENS", "ENSEIGNEMENT", "L1300", "MATHEMATIQUES")],
            IsTeacher = true,
        });
    }

    [Fact]
    public void An_establishment_is_read_with_its_short_type_its_sector_and_its_town()
    {
        var establishment = drop.WithPeople(Xml.Person()).Read().Establishments().Single();

        establishment.Should().Be(new FeedEstablishment(
            new StructureKey("AC-ROUEN$43"), new Establishment(Rne.Parse("0769001W"), "LYCEE LES FALAISES", "LYC", "300", "PU", "LE TREPORT") { Phone = "+33 2 00 00 76 01" }));
    }

    [Fact]
    public void The_first_degree_calls_names_otherwise_and_says_the_same()
    {
        var person = Xml.Person().Replace("\"sn\"", "\"ENTPersonNom\"", StringComparison.Ordinal).Replace("\"givenName\"", "\"ENTPersonPrenom\"", StringComparison.Ordinal)
            .Replace("\"personalTitle\"", "\"ENTPersonCivilite\"", StringComparison.Ordinal);

        var records = drop.WithPeople(person).Read();

        records.Issues().Should().BeEmpty();
        records.People().Single().Should().BeEquivalentTo(new { Surname = "MARTIN", GivenName = "Claire", Civility = Civility.Madame });
    }

    [Fact]
    public void The_header_says_who_exported_what_and_when()
    {
        var opened = drop.WithPeople(Xml.Person()).Read().OfType<FeedRecord.FileOpened>().Select(file => file.Header).ToList();

        opened.Should().Equal(
            new FeedHeader(FeedDrop.EstablishmentsFile, FeedKind.Complete, "21", "2D", new DateOnly(2026, 9, 1)),
            new FeedHeader(FeedDrop.PeopleFile, FeedKind.Complete, "21", "2D", new DateOnly(2026, 9, 1)));
    }

    [Fact]
    public void An_empty_value_is_no_value()
    {
        var person = drop.WithPeople(Xml.Person(birth: "", more: Xml.Attr("ENTPersonAutresPrenoms", ""))).Read().People().Single();

        person.BirthDate.Should().BeNull();
        person.OtherGivenNames.Should().BeEmpty();
    }

    [Fact]
    public void Someone_attached_without_function_serves_there_as_nothing()
    {
        var records = drop.WithPeople(Xml.Person().Replace("43$ENS$ENSEIGNEMENT$L1300$MATHEMATIQUES", "43$-$SANS OBJET$-$SANS OBJET", StringComparison.Ordinal)).Read();

        records.Issues().Should().BeEmpty();
        records.People().Single().Postings.Should().BeEmpty();
    }

    [Fact]
    public void A_function_without_discipline_has_none()
    {
        var person = drop.WithPeople(Xml.Person().Replace("ENS$ENSEIGNEMENT$L1300$MATHEMATIQUES", "AED$ASSISTANT D'EDUCATION$-$SANS OBJET", StringComparison.Ordinal)).Read().People().Single();

        person.Postings.Should().Equal(new Posting(Rne.Parse("0769001W"), "AED", "ASSISTANT D'EDUCATION", null, null));
    }

    [Fact]
    public void A_key_with_its_source_already_is_taken_as_it_is()
    {
        drop.WithPeople(Xml.Person("AC-ROUEN$2828")).Read().Keys().Should().Equal("AC-ROUEN$2828");
    }

    [Fact]
    public void An_unknown_attribute_is_told_once_however_often_it_comes()
    {
        var records = drop.WithPeople(Xml.Person("1", Xml.Attr("ENTNouveaute", "x")), Xml.Person("2", Xml.Attr("ENTNouveaute", "y"))).Read();

        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.AttributeUnknown, Effect = FeedIssueEffect.Noted, Detail = "ENTNouveaute" });
        records.Keys().Should().HaveCount(2);
    }

    [Fact]
    public void A_replacement_zone_with_a_wrong_letter_is_accepted_with_a_warning()
    {
        drop.Write(FeedDrop.EstablishmentsFile, Xml.File(Xml.School(uai: "0769001A")));
        drop.Write(FeedDrop.PeopleFile, Xml.File(Xml.Person()));

        var records = drop.Read();

        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.UaiLetterWrong, Effect = FeedIssueEffect.Noted, Detail = "0769001A" });
        records.People().Single().MainEstablishment.Should().Be(Rne.Parse("0769001A"));
    }

    [Theory]
    [InlineData("UTF-8", true)]
    [InlineData("UTF-8", false)]
    [InlineData("iso-8859-15", true)]
    [InlineData("iso-8859-15", false)]
    public void Accents_are_read_whatever_the_encoding_and_whether_it_is_declared(string name, bool declared)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var text = Xml.File(Xml.Person(surname: "Lecœur-Müller"));
        text = declared ? text.Replace("UTF-8", name, StringComparison.Ordinal) : text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        drop.Write(FeedDrop.EstablishmentsFile, Xml.File(Xml.School()));
        drop.Write(FeedDrop.PeopleFile, encoding.GetBytes(text));

        drop.Read().People().Single().Surname.Should().Be("Lecœur-Müller");
    }

    [Fact]
    public void A_byte_order_mark_decides_even_for_utf_16()
    {
        drop.WithPeople();
        drop.Write(FeedDrop.PeopleFile, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Xml.File(Xml.Person(surname: "Nguyễn")).Replace("UTF-8", "UTF-16", StringComparison.Ordinal))]);

        drop.Read().People().Single().Surname.Should().Be("Nguyễn");
    }

    [Fact]
    public void Decomposed_accents_come_out_composed()
    {
        drop.WithPeople(Xml.Person(surname: "Lefe\u0300vre")).Read().People().Single().Surname.Should().Be("Lef\u00E8vre");
    }

    [Fact]
    public void People_of_a_delta_are_placed_in_structures_that_earlier_exports_described()
    {
        drop.EarlierStructures[new StructureKey("AC-ROUEN$43")] = Rne.Parse("0769001W");
        drop.Write(FeedDrop.DeltaFile, Xml.File(Xml.Person("1"), Xml.Delete("3")));

        var records = drop.Read();

        records.Issues().Should().BeEmpty();
        records.People().Single().MainEstablishment.Should().Be(Rne.Parse("0769001W"));
        records.OfType<FeedRecord.PersonGone>().Single().Key.Should().Be(new DirectoryKey("AC-ROUEN$3"));
    }

    [Fact]
    public void A_modification_says_what_it_names_and_nothing_else()
    {
        drop.Write(FeedDrop.DeltaFile, Xml.File(Xml.Modify("7", ("sn", "DURAND"), ("ENTPersonDateNaissance", ""))));

        var change = drop.Read().OfType<FeedRecord.PersonChanged>().Single().Change;

        change.Should().BeEquivalentTo(new FeedPersonChange
        {
            Key = new DirectoryKey("AC-ROUEN$7"),
            Said = FeedFacts.Surname | FeedFacts.BirthDate,
            Surname = "DURAND",
        });
    }

    [Fact]
    public void Deltas_are_read_from_the_oldest_to_the_newest()
    {
        drop.Write("ENT2DVA-ENT21_Delta_20260903_PersEducNat_0000.xml", Xml.File(Xml.Modify("7", ("sn", "TROIS"))));
        drop.Write("ENT2DVA-ENT21_Delta_20260902_PersEducNat_0000.xml", Xml.File(Xml.Modify("7", ("sn", "DEUX"))));

        drop.Read().OfType<FeedRecord.PersonChanged>().Select(changed => changed.Change.Surname).Should().Equal("DEUX", "TROIS");
    }

    [Fact]
    public void Of_two_complete_exports_the_newer_one_is_read()
    {
        drop.WithPeople(Xml.Person("1"));
        drop.Write(FeedDrop.EstablishmentsFile.Replace("20260901", "20260902", StringComparison.Ordinal), Xml.File(Xml.School()));
        drop.Write(FeedDrop.PeopleFile.Replace("20260901", "20260902", StringComparison.Ordinal), Xml.File(Xml.Person("2")));

        var records = drop.Read();

        records.Keys().Should().Equal("AC-ROUEN$2");
        records.Issues().Should().HaveCount(2).And.OnlyContain(issue => issue.Kind == FeedIssueKind.Superseded && !issue.MakesAbsenceUncertain);
    }

    [Fact]
    public void Complete_and_delta_together_are_refused()
    {
        drop.WithPeople(Xml.Person());
        drop.Write(FeedDrop.DeltaFile, Xml.File(Xml.Delete("2828")));

        var records = drop.Read();

        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.KindsMixed, Effect = FeedIssueEffect.FeedRefused });
    }

    [Fact]
    public void A_gap_in_the_numbers_of_the_files_makes_absence_uncertain()
    {
        drop.WithPeople(Xml.Person("1"));
        drop.Write(FeedDrop.PeopleFile.Replace("0000", "0002", StringComparison.Ordinal), Xml.File(Xml.Person("2")));

        var records = drop.Read();

        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.FileMissing, MakesAbsenceUncertain = true });
        records.Keys().Should().Equal("AC-ROUEN$1", "AC-ROUEN$2");
    }

    [Fact]
    public void People_without_any_establishment_are_refused_at_once_and_not_one_by_one()
    {
        drop.Write(FeedDrop.PeopleFile, Xml.File(Xml.Person("1"), Xml.Person("2")));

        var records = drop.Read();

        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.FileMissing, Effect = FeedIssueEffect.FeedRefused, Place = new FeedPlace(FeedDrop.PeopleFile, 0) });
        records.People().Should().BeEmpty();
    }

    [Fact]
    public void An_academie_that_is_not_configured_is_not_read()
    {
        drop.WithPeople();
        drop.Write(FeedDrop.PeopleFile, Xml.File(Xml.Person()).Replace("codeAcademieExport=\"21\"", "codeAcademieExport=\"13\"", StringComparison.Ordinal));

        var records = drop.Read();

        records.OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.AcademyUnknown, MakesAbsenceUncertain = true });
        records.People().Should().BeEmpty();
    }

    [Fact]
    public void Each_academie_has_keys_of_its_own()
    {
        drop.Options.Aaf.Sources["05"] = "AC-CAEN";
        drop.WithPeople(Xml.Person());
        drop.Write("ENT2DVA-ENT05_Complet_20260901_EtabEducNat_0000.xml", Xml.File(Xml.School(uai: "0149001A")).Replace("\"21\"", "\"05\"", StringComparison.Ordinal));
        drop.Write("ENT2DVA-ENT05_Complet_20260901_PersEducNat_0000.xml", Xml.File(Xml.Person()).Replace("\"21\"", "\"05\"", StringComparison.Ordinal));

        var people = drop.Read().People().ToList();

        people.Select(person => (person.Key.Value, person.MainEstablishment.ToString())).Should().BeEquivalentTo([("AC-ROUEN$2828", "0769001W"), ("AC-CAEN$2828", "0149001A")]);
    }

    [Fact]
    public void Pupils_and_parents_are_none_of_ours()
    {
        drop.WithPeople(Xml.Person());
        drop.Write("ENT2DVA-ENT21_Complet_20260901_Eleve_0000.xml", "not even XML");

        drop.Read(FeedFiles()).Issues().Should().BeEmpty();
        string[] FeedFiles() => [drop.Path(FeedDrop.EstablishmentsFile), drop.Path(FeedDrop.PeopleFile)];
    }
}
