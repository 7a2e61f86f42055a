using AcRouenIdentity.Infrastructure.Search;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AcRouenIdentity.Infrastructure.Database.PostgreSql
{
    /// <inheritdoc />
    public partial class SchoolWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            PeopleWordsOnPostgreSql.AddSchoolWords(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            PeopleWordsOnPostgreSql.DropSchoolWords(migrationBuilder);
        }
    }
}
