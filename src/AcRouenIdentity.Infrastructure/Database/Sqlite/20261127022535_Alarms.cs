using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
{
    /// <inheritdoc />
    public partial class Alarms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Alarm",
                table: "Accounts",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AlarmedAt",
                table: "Accounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MailClosedUntil",
                table: "Accounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ContestCodes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Change = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContestCodes", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ContestCodes_DirectoryKey",
                table: "ContestCodes",
                column: "DirectoryKey");

            migrationBuilder.CreateIndex(
                name: "IX_ContestCodes_ExpiresAt",
                table: "ContestCodes",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_ContestCodes_Hash",
                table: "ContestCodes",
                column: "Hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ContestCodes");

            migrationBuilder.DropColumn(
                name: "Alarm",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "AlarmedAt",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "MailClosedUntil",
                table: "Accounts");
        }
    }
}
