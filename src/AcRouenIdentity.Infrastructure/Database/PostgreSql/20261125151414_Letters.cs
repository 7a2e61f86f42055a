using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.PostgreSql
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    DirectoryKey = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Protected = table.Column<string>(type: "text", nullable: false),
                    Lookup = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    VerifiedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BackupAddresses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LetterBatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Scope = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    ScopeValue = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AskedBy = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    LeftOut = table.Column<int>(type: "integer", nullable: false),
                    Printed = table.Column<int>(type: "integer", nullable: false),
                    Withdrawn = table.Column<int>(type: "integer", nullable: false),
                    BegunAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReadyAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedBy = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    Trouble = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    LeaseOwner = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LetterBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MailCodes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    DirectoryKey = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    SessionId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ProtectedAddress = table.Column<string>(type: "text", nullable: false),
                    AddressLookup = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailCodes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LetterParts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    BatchId = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Establishment = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    Letters = table.Column<int>(type: "integer", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: true),
                    DownloadedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DownloadedBy = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    BatchId = table.Column<int>(type: "integer", nullable: false),
                    DirectoryKey = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Establishment = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    Rank = table.Column<int>(type: "integer", nullable: false),
                    Part = table.Column<int>(type: "integer", nullable: true),
                    PrintedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CodeLookup = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    SecretHash = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    HandOver = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    HandOverAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    HandOverBy = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    ReprintAskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    End = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Slot = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
