using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Domain.Tests.OpenId;

public sealed class SubjectNameTests
{
    [Theory]
    [InlineData("CN=ent", "2.5.4.3|ent")]
    [InlineData("CN=ent,O=Rectorat,C=FR", "2.5.4.3|ent;2.5.4.10|Rectorat;2.5.4.6|FR")]
    [InlineData("cn=ent, ou=Portail scolaire", "2.5.4.3|ent;2.5.4.11|Portail scolaire")]
    [InlineData("2.5.4.3=ent,DC=exemple", "2.5.4.3|ent;0.9.2342.19200300.100.1.25|exemple")]
    [InlineData(@"CN=Dupont\, Jean\+Anne,O=\#1", "2.5.4.3|Dupont, Jean+Anne;2.5.4.10|#1")]
    [InlineData(@"CN=Lyc\C3\A9e,O=\ seul\ ", "2.5.4.3|Lycée;2.5.4.10| seul ")]
    [InlineData(@"CN=a\\b\3Bc", @"2.5.4.3|a\b;c")]
    [InlineData("O=Rectorat d'exemple=un", "2.5.4.10|Rectorat d'exemple=un")]
    public void A_name_is_a_list_of_what_it_says(string text, string parts) =>
        string.Join(';', SubjectName.Read(text)!.Select(part => $"{part.Type}|{part.Value}")).Should().Be(parts);

    [Theory]
    [InlineData("")]
    [InlineData("ent")]
    [InlineData("CN=")]
    [InlineData("=ent")]
    [InlineData("CN=ent,")]
    [InlineData(",CN=ent")]
    [InlineData("CN=ent,,O=Rectorat")]
    [InlineData("CN=ent+O=Rectorat")]
    [InlineData("CN=#0403656E74")]
    [InlineData("CN=\"ent\"")]
    [InlineData("CN=ent;O=Rectorat")]
    [InlineData(@"CN=ent\")]
    [InlineData(@"CN=ent\z")]
    [InlineData("CN= ent")]
    [InlineData("INCONNU=ent")]
    [InlineData("/C=FR/CN=ent")]
    [InlineData("CN=ent\n")]
    public void What_is_no_name_of_one_value_a_part_is_refused(string text) => SubjectName.Read(text).Should().BeNull();

    [Fact]
    public void A_long_text_is_read_in_no_time() => SubjectName.Read(string.Concat(Enumerable.Repeat("CN=a,", 100_000))).Should().BeNull();
}
