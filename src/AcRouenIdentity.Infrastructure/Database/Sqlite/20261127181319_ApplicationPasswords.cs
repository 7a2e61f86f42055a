using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
{
    /// <inheritdoc />
    public partial class ApplicationPasswords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ApplicationPasswords",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Beginning = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Use = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Slot = table.Column<int>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadyAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastUsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApplicationPasswords", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ApplicationPasswords_EndedAt",
                table: "ApplicationPasswords",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ApplicationPasswords_Subject_Beginning",
                table: "ApplicationPasswords",
                columns: new[] { "Subject", "Beginning" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ApplicationPasswords_Subject_Slot",
                table: "ApplicationPasswords",
                columns: new[] { "Subject", "Slot" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApplicationPasswords");
        }
    }
}
