using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
{
    /// <inheritdoc />
    public partial class RegisteredClients : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "RetriedAt",
                table: "LogoutDeliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Status",
                table: "LogoutDeliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TriedAt",
                table: "LogoutDeliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trouble",
                table: "LogoutDeliveries",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RegisteredClients",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    FormerSecret = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    FormerUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    DisabledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedBy = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisteredClients", x => x.Key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SessionClients_ClientId_LastAt",
                table: "SessionClients",
                columns: new[] { "ClientId", "LastAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RegisteredClients");

            migrationBuilder.DropIndex(
                name: "IX_SessionClients_ClientId_LastAt",
                table: "SessionClients");

            migrationBuilder.DropColumn(
                name: "RetriedAt",
                table: "LogoutDeliveries");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "LogoutDeliveries");

            migrationBuilder.DropColumn(
                name: "TriedAt",
                table: "LogoutDeliveries");

            migrationBuilder.DropColumn(
                name: "Trouble",
                table: "LogoutDeliveries");
        }
    }
}
