using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
{
    /// <inheritdoc />
    public partial class Letters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "BackupAddresses",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Protected = table.Column<string>(type: "TEXT", nullable: false),
                    Lookup = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    VerifiedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BackupAddresses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LetterBatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    ScopeValue = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    LeftOut = table.Column<int>(type: "INTEGER", nullable: false),
                    Printed = table.Column<int>(type: "INTEGER", nullable: false),
                    Withdrawn = table.Column<int>(type: "INTEGER", nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReadyAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Trouble = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    LeaseOwner = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LetterBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MailCodes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    SessionId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ProtectedAddress = table.Column<string>(type: "TEXT", nullable: false),
                    AddressLookup = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailCodes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LetterParts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BatchId = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Establishment = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    Letters = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: true),
                    DownloadedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DownloadedBy = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LetterParts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LetterParts_LetterBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "LetterBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Letters",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BatchId = table.Column<int>(type: "INTEGER", nullable: false),
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Establishment = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    Rank = table.Column<int>(type: "INTEGER", nullable: false),
                    Part = table.Column<int>(type: "INTEGER", nullable: true),
                    PrintedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CodeLookup = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    SecretHash = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HandOver = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    HandOverAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HandOverBy = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    ReprintAskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    End = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Slot = table.Column<string>(type: "TEXT", maxLength: 160, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Letters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Letters_LetterBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "LetterBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BackupAddresses_DirectoryKey_Lookup",
                table: "BackupAddresses",
                columns: new[] { "DirectoryKey", "Lookup" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LetterBatches_State",
                table: "LetterBatches",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_LetterParts_BatchId_Number",
                table: "LetterParts",
                columns: new[] { "BatchId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Letters_BatchId_Rank",
                table: "Letters",
                columns: new[] { "BatchId", "Rank" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Letters_CodeLookup",
                table: "Letters",
                column: "CodeLookup",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Letters_DirectoryKey_Kind",
                table: "Letters",
                columns: new[] { "DirectoryKey", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_Letters_Establishment_PrintedAt",
                table: "Letters",
                columns: new[] { "Establishment", "PrintedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Letters_Slot",
                table: "Letters",
                column: "Slot",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailCodes_AddressLookup",
                table: "MailCodes",
                column: "AddressLookup");

            migrationBuilder.CreateIndex(
                name: "IX_MailCodes_DirectoryKey_SessionId",
                table: "MailCodes",
                columns: new[] { "DirectoryKey", "SessionId" });

            migrationBuilder.CreateIndex(
                name: "IX_MailCodes_ExpiresAt",
                table: "MailCodes",
                column: "ExpiresAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BackupAddresses");

            migrationBuilder.DropTable(
                name: "LetterParts");

            migrationBuilder.DropTable(
                name: "Letters");

            migrationBuilder.DropTable(
                name: "MailCodes");

            migrationBuilder.DropTable(
                name: "LetterBatches");
        }
    }
}
