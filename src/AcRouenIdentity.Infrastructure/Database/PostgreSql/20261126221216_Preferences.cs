using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.PostgreSql
{
    /// <inheritdoc />
    public partial class Preferences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Reader",
                table: "OutgoingMails",
                type: "character varying(128)",
                maxLength: 128,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Accounts",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "NameChosenAt",
                table: "Accounts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NameForm",
                table: "Accounts",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_Reader",
                table: "OutgoingMails",
                column: "Reader");

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_NameChosenAt",
                table: "Accounts",
                column: "NameChosenAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_Reader",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_Accounts_NameChosenAt",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "Reader",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "NameChosenAt",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "NameForm",
                table: "Accounts");
        }
    }
}
