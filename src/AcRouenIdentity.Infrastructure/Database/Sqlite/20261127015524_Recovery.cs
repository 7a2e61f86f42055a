using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
{
    /// <inheritdoc />
    public partial class Recovery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AssistanceCodes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Case = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssistanceCodes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LetterRequests",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    BatchId = table.Column<int>(type: "INTEGER", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    End = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Slot = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LetterRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LetterRequests_LetterBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "LetterBatches",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RecoveryRequests",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Protected = table.Column<string>(type: "TEXT", maxLength: 4096, nullable: false),
                    TicketHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    TakenUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecoveryTickets",
                columns: table => new
                {
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Way = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    CodeHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    ReturnTo = table.Column<string>(type: "TEXT", maxLength: 8192, nullable: false),
                    IsTheft = table.Column<bool>(type: "INTEGER", nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryTickets", x => x.TokenHash);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AssistanceCodes_DirectoryKey",
                table: "AssistanceCodes",
                column: "DirectoryKey");

            migrationBuilder.CreateIndex(
                name: "IX_AssistanceCodes_ExpiresAt",
                table: "AssistanceCodes",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_LetterRequests_BatchId",
                table: "LetterRequests",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_LetterRequests_DirectoryKey",
                table: "LetterRequests",
                column: "DirectoryKey");

            migrationBuilder.CreateIndex(
                name: "IX_LetterRequests_Slot",
                table: "LetterRequests",
                column: "Slot",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RecoveryTickets_DirectoryKey",
                table: "RecoveryTickets",
                column: "DirectoryKey");

            migrationBuilder.CreateIndex(
                name: "IX_RecoveryTickets_ExpiresAt",
                table: "RecoveryTickets",
                column: "ExpiresAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AssistanceCodes");

            migrationBuilder.DropTable(
                name: "LetterRequests");

            migrationBuilder.DropTable(
                name: "RecoveryRequests");

            migrationBuilder.DropTable(
                name: "RecoveryTickets");
        }
    }
}
