using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
{
    /// <inheritdoc />
    public partial class Supervision : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_CaseEntries_Kind_At",
                table: "CaseEntries",
                columns: new[] { "Kind", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Recoveries",
                table: "AuditEntries",
                columns: new[] { "Kind", "At" },
                filter: "\"Kind\" IN ('AssistanceCodeIssued', 'LetterRequested', 'RecoveryAsked', 'RecoveryProven')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CaseEntries_Kind_At",
                table: "CaseEntries");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_Recoveries",
                table: "AuditEntries");
        }
    }
}
