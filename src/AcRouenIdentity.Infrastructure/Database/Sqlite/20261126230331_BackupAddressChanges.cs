using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Protected",
                table: "BackupAddresses",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.AlterColumn<string>(
                name: "Lookup",
                table: "BackupAddresses",
                type: "TEXT",
                maxLength: 64,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 64);

            migrationBuilder.AddColumn<long>(
                name: "RemovedAt",
                table: "BackupAddresses",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ServesFrom",
                table: "BackupAddresses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Slot",
                table: "BackupAddresses",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "BackupAddresses",
                type: "INTEGER",
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
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Lookup",
                table: "BackupAddresses",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 64,
                oldNullable: true);
        }
    }
}
