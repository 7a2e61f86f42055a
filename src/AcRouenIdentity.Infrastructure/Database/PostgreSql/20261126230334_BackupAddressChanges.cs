using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.PostgreSql
{
    /// <inheritdoc />
    public partial class BackupAddressChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Confirms",
                table: "MailCodes",
                type: "bigint",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Protected",
                table: "BackupAddresses",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AlterColumn<string>(
                name: "Lookup",
                table: "BackupAddresses",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(64)",
                oldMaxLength: 64);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemovedAt",
                table: "BackupAddresses",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ServesFrom",
                table: "BackupAddresses",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<int>(
                name: "Slot",
                table: "BackupAddresses",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "BackupAddresses",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_BackupAddresses_DirectoryKey_Slot",
                table: "BackupAddresses",
                columns: new[] { "DirectoryKey", "Slot" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BackupAddresses_RemovedAt",
                table: "BackupAddresses",
                column: "RemovedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_BackupAddresses_DirectoryKey_Slot",
                table: "BackupAddresses");

            migrationBuilder.DropIndex(
                name: "IX_BackupAddresses_RemovedAt",
                table: "BackupAddresses");

            migrationBuilder.DropColumn(
                name: "Confirms",
                table: "MailCodes");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "BackupAddresses");

            migrationBuilder.DropColumn(
                name: "ServesFrom",
                table: "BackupAddresses");

            migrationBuilder.DropColumn(
                name: "Slot",
                table: "BackupAddresses");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "BackupAddresses");

            migrationBuilder.AlterColumn<string>(
                name: "Protected",
                table: "BackupAddresses",
                type: "text",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Lookup",
                table: "BackupAddresses",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(64)",
                oldMaxLength: 64,
                oldNullable: true);
        }
    }
}
