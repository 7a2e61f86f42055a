using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.PostgreSql
{
    /// <inheritdoc />
    public partial class RegisteredClients : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RetriedAt",
                table: "LogoutDeliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Status",
                table: "LogoutDeliveries",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "TriedAt",
                table: "LogoutDeliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trouble",
                table: "LogoutDeliveries",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RegisteredClients",
                columns: table => new
                {
                    Key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Settings = table.Column<string>(type: "text", nullable: false),
                    Secret = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    FormerSecret = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    FormerUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DisabledAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CreatedBy = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangedBy = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
