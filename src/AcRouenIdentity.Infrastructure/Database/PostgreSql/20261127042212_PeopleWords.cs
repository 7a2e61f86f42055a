using AcRouenIdentity.Infrastructure.Search;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.PostgreSql
{
    /// <inheritdoc />
    public partial class PeopleWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Schools",
                columns: table => new
                {
                    Rne = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    SearchText = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Schools", x => x.Rne);
                });

            PeopleWordsOnPostgreSql.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            PeopleWordsOnPostgreSql.Drop(migrationBuilder);

            migrationBuilder.DropTable(
                name: "Schools");
        }
    }
}
