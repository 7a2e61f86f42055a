using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
{
    /// <inheritdoc />
    public partial class SupervisionAndProtocol : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CallAbout",
                table: "Cases",
                type: "TEXT",
                maxLength: 128,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Consents",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ClientId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    GivenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consents", x => new { x.Subject, x.ClientId });
                });

            migrationBuilder.CreateTable(
                name: "UsedAssertions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedAssertions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_CallAbout",
                table: "Cases",
                column: "CallAbout",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CaseEntries_Kind_At",
                table: "CaseEntries",
                columns: new[] { "Kind", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Recoveries",
                table: "AuditEntries",
                columns: new[] { "Kind", "At" },
                filter: "\"Kind\" IN ('AssistanceCodeIssued', 'LetterRequested', 'RecoveryAsked', 'RecoveryProven')");

            migrationBuilder.CreateIndex(
                name: "IX_UsedAssertions_ExpiresAt",
                table: "UsedAssertions",
                column: "ExpiresAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Consents");

            migrationBuilder.DropTable(
                name: "UsedAssertions");

            migrationBuilder.DropIndex(
                name: "IX_Cases_CallAbout",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_CaseEntries_Kind_At",
                table: "CaseEntries");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_Recoveries",
                table: "AuditEntries");

            migrationBuilder.DropColumn(
                name: "CallAbout",
                table: "Cases");
        }
    }
}
