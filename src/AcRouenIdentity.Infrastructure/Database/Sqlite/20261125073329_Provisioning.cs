using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.Sqlite
{
    /// <inheritdoc />
    public partial class Provisioning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DistinctPeople",
                columns: table => new
                {
                    FeedKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    DeclaredBy = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    DeclaredAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DistinctPeople", x => x.FeedKey);
                });

            migrationBuilder.CreateTable(
                name: "Inas",
                columns: table => new
                {
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Lookup = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Protected = table.Column<string>(type: "TEXT", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inas", x => x.DirectoryKey);
                });

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    FeedKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Login = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    GivenName = table.Column<string>(type: "TEXT", nullable: false),
                    Surname = table.Column<string>(type: "TEXT", nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false),
                    OtherGivenNames = table.Column<string>(type: "TEXT", nullable: true),
                    Civility = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    IsTeacher = table.Column<bool>(type: "INTEGER", nullable: true),
                    MainEstablishment = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    Establishments = table.Column<string>(type: "TEXT", nullable: false),
                    Postings = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    ClosedFrom = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    SuspendedBy = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    SuspensionReason = table.Column<string>(type: "TEXT", nullable: true),
                    SuspendedUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DepartureReason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    DepartureOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DepartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MailUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ServiceStart = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ServiceEnd = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Confidential = table.Column<string>(type: "TEXT", nullable: false),
                    DelegatedBy = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => x.DirectoryKey);
                });

            migrationBuilder.CreateTable(
                name: "PersonChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RunId = table.Column<int>(type: "INTEGER", nullable: true),
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Establishments = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    Others = table.Column<string>(type: "TEXT", nullable: true),
                    File = table.Column<string>(type: "TEXT", nullable: true),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProvisioningFiles",
                columns: table => new
                {
                    RunId = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProvisioningFiles", x => new { x.RunId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "ProvisioningIssues",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RunId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Effect = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    File = table.Column<string>(type: "TEXT", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    DirectoryKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProvisioningIssues", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProvisioningRuns",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Done = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    StepBegunAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Absence = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Summary = table.Column<string>(type: "TEXT", nullable: true),
                    Stops = table.Column<string>(type: "TEXT", nullable: true),
                    ConfirmedStops = table.Column<string>(type: "TEXT", nullable: true),
                    ConfirmedBy = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    ApprovedBy = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", nullable: true),
                    LeaseOwner = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Slot = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProvisioningRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Structures",
                columns: table => new
                {
                    StructureKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Rne = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Structures", x => x.StructureKey);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Inas_Lookup",
                table: "Inas",
                column: "Lookup",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_People_FeedKey",
                table: "People",
                column: "FeedKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_People_Login",
                table: "People",
                column: "Login");

            migrationBuilder.CreateIndex(
                name: "IX_People_State_DepartureOn",
                table: "People",
                columns: new[] { "State", "DepartureOn" });

            migrationBuilder.CreateIndex(
                name: "IX_People_Surname",
                table: "People",
                column: "Surname");

            migrationBuilder.CreateIndex(
                name: "IX_PersonChanges_DirectoryKey_Id",
                table: "PersonChanges",
                columns: new[] { "DirectoryKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonChanges_RunId_Kind_Id",
                table: "PersonChanges",
                columns: new[] { "RunId", "Kind", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonChanges_Stage",
                table: "PersonChanges",
                column: "Stage");

            migrationBuilder.CreateIndex(
                name: "IX_ProvisioningIssues_RunId",
                table: "ProvisioningIssues",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_ProvisioningRuns_Slot",
                table: "ProvisioningRuns",
                column: "Slot",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProvisioningRuns_State",
                table: "ProvisioningRuns",
                column: "State");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DistinctPeople");

            migrationBuilder.DropTable(
                name: "Inas");

            migrationBuilder.DropTable(
                name: "People");

            migrationBuilder.DropTable(
                name: "PersonChanges");

            migrationBuilder.DropTable(
                name: "ProvisioningFiles");

            migrationBuilder.DropTable(
                name: "ProvisioningIssues");

            migrationBuilder.DropTable(
                name: "ProvisioningRuns");

            migrationBuilder.DropTable(
                name: "Structures");
        }
    }
}
