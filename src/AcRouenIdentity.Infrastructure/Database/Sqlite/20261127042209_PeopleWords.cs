using AcRouenIdentity.Infrastructure.Search;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
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
                    Rne = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Schools", x => x.Rne);
                });

            PeopleWordsOnSqlite.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            PeopleWordsOnSqlite.Drop(migrationBuilder);

            migrationBuilder.DropTable(
                name: "Schools");
        }
    }
}
