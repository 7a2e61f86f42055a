using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Tests.Feeds;

/// <summary>Archives are read through and never unpacked; one that is not what it should be is refused as a whole.</summary>
public sealed class FeedArchiveTests : IDisposable
{
    private const string Archive = "ENT2DVA-ENT21.20260901.tgz";
    private readonly FeedDrop drop = new();

    public void Dispose() => drop.Dispose();

    [Fact]
    public void Establishments_are_read_before_people_wherever_they_stand()
    {
        drop.WriteTgz(Archive, FeedDrop.Entry($"./{FeedDrop.PeopleFile}", Xml.File(Xml.Person())), FeedDrop.Entry($"./{FeedDrop.EstablishmentsFile}", Xml.File(Xml.School())));

        var records = drop.Read();

        records.Issues().Should().BeEmpty();
        records.Keys().Should().Equal("AC-ROUEN$2828");
    }

    [Fact]
    public void A_delta_may_say_so_by_the_name_of_its_archive_alone()
    {
        drop.WriteTgz("ENT2DVA.20260902_Delta.tar.gz", FeedDrop.Entry("PersEducNat_0000.xml", Xml.File(Xml.Delete("1"))));

        drop.Read().OfType<FeedRecord.PersonGone>().Should().ContainSingle();
    }

    [Theory]
    [InlineData("../PersEducNat_0000.xml")]
    [InlineData("a/../../PersEducNat_0000.xml")]
    [InlineData("/etc/PersEducNat_0000.xml")]
    [InlineData("..\\PersEducNat_0000.xml")]
    [InlineData("C:PersEducNat_0000.xml")]
    [InlineData("a\u0007/PersEducNat_0000.xml")]
    public void A_name_that_leads_out_of_its_archive_refuses_it(string name)
    {
        drop.WriteTgz(Archive, FeedDrop.Entry(FeedDrop.EstablishmentsFile, Xml.File(Xml.School())), FeedDrop.Entry(name, Xml.File(Xml.Person())));

        ShouldBeRefused(FeedIssueKind.ArchiveEntryUnsafe);
    }

    [Fact]
    public void A_name_that_leads_out_of_a_zip_refuses_it_and_writes_nothing()
    {
        using (var zip = ZipFile.Open(drop.Path("export.zip"), ZipArchiveMode.Create))
        using (var entry = new StreamWriter(zip.CreateEntry($"../{FeedDrop.PeopleFile}").Open()))
            entry.Write(Xml.File(Xml.Person()));

        ShouldBeRefused(FeedIssueKind.ArchiveEntryUnsafe);
        File.Exists(Path.Combine(drop.Folder, "..", FeedDrop.PeopleFile)).Should().BeFalse();
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public void A_link_in_an_archive_refuses_it(TarEntryType type)
    {
        drop.WriteTgz(Archive, new PaxTarEntry(type, FeedDrop.PeopleFile) { LinkName = "/etc/passwd" });

        ShouldBeRefused(FeedIssueKind.ArchiveEntryUnsafe);
    }

    [Fact]
    public void A_link_in_a_zip_refuses_it()
    {
        using (var zip = ZipFile.Open(drop.Path("export.zip"), ZipArchiveMode.Create))
        {
            var entry = zip.CreateEntry(FeedDrop.PeopleFile);
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var writer = new StreamWriter(entry.Open());
            writer.Write("/etc/passwd");
        }

        ShouldBeRefused(FeedIssueKind.ArchiveEntryUnsafe);
    }

    [Fact]
    public void A_link_in_the_folder_is_not_followed()
    {
        var elsewhere = drop.Write("elsewhere.bak", Xml.File(Xml.Person()));
        File.CreateSymbolicLink(drop.Path(FeedDrop.PeopleFile), elsewhere);

        ShouldBeRefused(FeedIssueKind.ArchiveEntryUnsafe);
    }

    [Fact]
    public void The_same_file_twice_in_an_archive_refuses_it()
    {
        drop.WriteTgz(Archive, FeedDrop.Entry($"a/{FeedDrop.PeopleFile}", Xml.File(Xml.Person("1"))), FeedDrop.Entry($"b/{FeedDrop.PeopleFile}", Xml.File(Xml.Person("2"))));

        ShouldBeRefused(FeedIssueKind.ArchiveEntryUnsafe);
    }

    [Fact]
    public void An_archive_beside_its_own_files_is_read_once()
    {
        drop.WithPeople(Xml.Person());
        drop.WriteTgz(Archive, FeedDrop.Entry(FeedDrop.EstablishmentsFile, Xml.File(Xml.School())), FeedDrop.Entry(FeedDrop.PeopleFile, Xml.File(Xml.Person())));

        var records = drop.Read();

        records.Keys().Should().Equal("AC-ROUEN$2828");
        records.Issues().Should().HaveCount(2).And.OnlyContain(issue => issue.Kind == FeedIssueKind.Superseded);
    }

    [Fact]
    public void A_bomb_in_a_tgz_is_refused_long_before_it_has_gone_off()
    {
        using (var zipped = new GZipStream(File.Create(drop.Path(Archive)), CompressionLevel.SmallestSize))
        using (var tar = new TarWriter(zipped))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, FeedDrop.PeopleFile) { DataStream = new MemoryStream(new byte[200_000_000]) });

        ShouldBeRefused(FeedIssueKind.ArchiveTooLarge);
    }

    [Fact]
    public void A_bomb_in_a_zip_is_refused_whatever_size_it_says_it_has()
    {
        drop.Write(FeedDrop.EstablishmentsFile, Xml.File(Xml.School()));
        using (var zip = ZipFile.Open(drop.Path("export.zip"), ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry(FeedDrop.PeopleFile, CompressionLevel.SmallestSize).Open())
        {
            entry.Write("<ficAlimMENESR>"u8);
            var spaces = Encoding.ASCII.GetBytes("<addRequest/>" + new string(' ', 100_000));
            for (var written = 0; written < 500; written++)
                entry.Write(spaces);
        }

        var records = drop.Read();

        records.Issues().Should().Contain(issue => issue.Kind == FeedIssueKind.ArchiveTooLarge && issue.Effect == FeedIssueEffect.FeedRefused);
    }

    [Fact]
    public void An_archive_larger_than_configured_is_refused()
    {
        drop.Options.Limits.UnpackedBytes = 2_000_000;
        var incompressible = Convert.ToBase64String([.. Enumerable.Range(0, 3_000_000).Select(number => (byte)((number * 2654435761L) >> 13))]);
        drop.WriteTgz(Archive, FeedDrop.Entry(FeedDrop.PeopleFile, incompressible));

        ShouldBeRefused(FeedIssueKind.ArchiveTooLarge);
    }

    [Fact]
    public void More_files_than_configured_are_refused()
    {
        drop.Options.Limits.Files = 3;
        drop.WriteTgz(Archive, [.. Enumerable.Range(0, 4).Select(number => FeedDrop.Entry($"{number}.txt", ""))]);

        ShouldBeRefused(FeedIssueKind.ArchiveTooLarge);
    }

    [Fact]
    public void A_tar_header_that_claims_gigabytes_takes_no_memory()
    {
        var header = new byte[512];
        Encoding.ASCII.GetBytes("././@PaxHeader").CopyTo(header, 0);
        Encoding.ASCII.GetBytes("14000000000").CopyTo(header, 124);
        header[156] = (byte)'x';
        Encoding.ASCII.GetBytes("ustar\000").CopyTo(header, 257);
        header.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes($"{Convert.ToString(header.Sum(part => part), 8).PadLeft(6, '0')}\0 ").CopyTo(header, 148);
        using (var zipped = new GZipStream(File.Create(drop.Path(Archive)), CompressionLevel.Fastest))
            zipped.Write(header);
        var before = GC.GetAllocatedBytesForCurrentThread();

        ShouldBeRefused(FeedIssueKind.ArchiveTooLarge);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(16_000_000);
    }

    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public void Every_form_of_tar_is_read(TarEntryFormat format)
    {
        var folder = drop.Path($"export/{(format is TarEntryFormat.V7 ? "a" : string.Join('/', Enumerable.Repeat("dossier-au-nom-long", 5)))}");
        System.IO.Directory.CreateDirectory(folder);
        drop.Write(Path.Combine(folder, FeedDrop.EstablishmentsFile), Xml.File(Xml.School()));
        drop.Write(Path.Combine(folder, FeedDrop.PeopleFile), Xml.File(Xml.Person()));
        using (var zipped = new GZipStream(File.Create(drop.Path(Archive)), CompressionLevel.Fastest))
        using (var tar = new TarWriter(zipped, format))
        {
            foreach (var path in System.IO.Directory.EnumerateFileSystemEntries(drop.Path("export"), "*", SearchOption.AllDirectories))
                tar.WriteEntry(path, Path.GetRelativePath(drop.Path("export"), path));
        }

        var records = drop.Read();

        records.Issues().Should().BeEmpty();
        records.Keys().Should().Equal("AC-ROUEN$2828");
    }

    [Fact]
    public void Wherever_an_archive_is_cut_it_is_refused_as_a_whole()
    {
        drop.WriteTgz(Archive, FeedDrop.Entry(FeedDrop.EstablishmentsFile, Xml.File(Xml.School())), FeedDrop.Entry(FeedDrop.PeopleFile, Xml.File(Xml.Person())));
        var whole = File.ReadAllBytes(drop.Path(Archive));
        for (var cut = 0; cut < whole.Length - 64; cut += 31)
        {
            drop.Write(Archive, whole[..cut]);

            var records = drop.Read();

            records.People().Should().BeEmpty("the archive ends at {0} of {1}", cut, whole.Length);
            records.Issues().Should().Contain(issue => issue.Effect == FeedIssueEffect.FeedRefused, "the archive ends at {0}", cut);
        }
    }

    [Theory]
    [InlineData("export.zip")]
    [InlineData("export.tgz")]
    public void Rubbish_under_the_name_of_an_archive_is_refused(string name)
    {
        drop.Write(name, "not an archive");

        ShouldBeRefused(FeedIssueKind.FileUnreadable);
    }

    [Fact]
    public void A_folder_with_nothing_in_it_says_so()
    {
        ShouldBeRefused(FeedIssueKind.NothingToRead);
    }

    [Fact]
    public void A_path_that_is_not_there_says_so()
    {
        drop.Read(drop.Path("absent.tgz")).OnlyIssue().Should().BeEquivalentTo(new { Kind = FeedIssueKind.FileUnreadable, Effect = FeedIssueEffect.FeedRefused });
    }

    private void ShouldBeRefused(FeedIssueKind kind)
    {
        var records = drop.Read();

        records.People().Should().BeEmpty();
        records.Issues().Should().Contain(issue => issue.Kind == kind && issue.Effect == FeedIssueEffect.FeedRefused);
    }
}
