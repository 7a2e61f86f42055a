using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
{
    /// <inheritdoc />
    public partial class DirectoryOfPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DirectoryUses",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DirectoryUses", x => new { x.Subject, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "UnlistedPeople",
                columns: table => new
                {
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnlistedPeople", x => x.DirectoryKey);
                });

            migrationBuilder.CreateIndex(
                name: "IX_People_ChangedAt",
                table: "People",
                column: "ChangedAt");

            migrationBuilder.CreateIndex(
                name: "IX_DirectoryUses_Since",
                table: "DirectoryUses",
                column: "Since");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DirectoryUses");

            migrationBuilder.DropTable(
                name: "UnlistedPeople");

            migrationBuilder.DropIndex(
                name: "IX_People_ChangedAt",
                table: "People");
        }
    }
}
