using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
{
    /// <inheritdoc />
    public partial class SelfRegisteredClients : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AdmittedAt",
                table: "RegisteredClients",
                type: "INTEGER",
                nullable: true);

            // Those that are there were registered by administrators.
            migrationBuilder.AddColumn<string>(
                name: "Registrar",
                table: "RegisteredClients",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "Administrator");

            migrationBuilder.CreateIndex(
                name: "IX_RegisteredClients_Registrar_AdmittedAt",
                table: "RegisteredClients",
                columns: new[] { "Registrar", "AdmittedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_RegisteredClients_Registrar_AdmittedAt",
                table: "RegisteredClients");

            migrationBuilder.DropColumn(
                name: "AdmittedAt",
                table: "RegisteredClients");

            migrationBuilder.DropColumn(
                name: "Registrar",
                table: "RegisteredClients");
        }
    }
}
