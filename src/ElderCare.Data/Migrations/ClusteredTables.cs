using Microsoft.EntityFrameworkCore.Migrations;

namespace ElderCare.Data.Migrations;

/// <summary>
/// SQLite keeps a table and the index of its key apart: each row is written twice, and found by two searches. Narrow tables that
/// every order writes are kept in their key instead (<c>WITHOUT ROWID</c>), which the model cannot express.
/// </summary>
internal static class ClusteredTables
{
    private const string EventAddresses =
        """
        "Audience" TEXT NOT NULL,
        "Sequence" INTEGER NOT NULL,
        CONSTRAINT "PK_EventAddresses" PRIMARY KEY ("Audience", "Sequence")
        """;

    private const string SubsidyClaims =
        """
        "SeniorId" TEXT NOT NULL,
        "StackGroup" TEXT NOT NULL,
        "ServedOn" TEXT NOT NULL,
        "Period" TEXT NOT NULL,
        "OrderId" TEXT NOT NULL,
        "Slot" INTEGER NOT NULL,
        CONSTRAINT "PK_SubsidyClaims" PRIMARY KEY ("SeniorId", "ServedOn", "StackGroup", "Period")
        """;

    private const string Balances =
        """
        "AccountId" TEXT NOT NULL,
        "Shard" INTEGER NOT NULL,
        "Balance" INTEGER NOT NULL,
        "Floor" INTEGER NULL,
        CONSTRAINT "PK_Balances" PRIMARY KEY ("AccountId", "Shard"),
        CONSTRAINT "CK_Balances_Floor" CHECK ("Floor" IS NULL OR "Balance" >= "Floor")
        """;

    private const string Transfers =
        """
        "Id" TEXT NOT NULL CONSTRAINT "PK_Transfers" PRIMARY KEY,
        "At" INTEGER NOT NULL,
        "Kind" TEXT NOT NULL,
        "FromAccountId" TEXT NOT NULL,
        "ToAccountId" TEXT NOT NULL,
        "Unit" TEXT NOT NULL,
        "Amount" INTEGER NOT NULL,
        "Cause" TEXT NOT NULL,
        "RuleVersion" TEXT NULL,
        "ReversalOf" TEXT NULL,
        CONSTRAINT "CK_Transfers_Amount" CHECK ("Amount" > 0 AND "FromAccountId" <> "ToAccountId"),
        CONSTRAINT "FK_Transfers_LedgerAccounts_FromAccountId_Unit" FOREIGN KEY ("FromAccountId", "Unit") REFERENCES "LedgerAccounts" ("Id", "Unit") ON DELETE RESTRICT,
        CONSTRAINT "FK_Transfers_LedgerAccounts_ToAccountId_Unit" FOREIGN KEY ("ToAccountId", "Unit") REFERENCES "LedgerAccounts" ("Id", "Unit") ON DELETE RESTRICT,
        CONSTRAINT "FK_Transfers_Transfers_ReversalOf" FOREIGN KEY ("ReversalOf") REFERENCES "Transfers" ("Id") ON DELETE RESTRICT
        """;

    private const string Audit =
        """
        "Id" TEXT NOT NULL CONSTRAINT "PK_Audit" PRIMARY KEY,
        "At" INTEGER NOT NULL,
        "Actor" TEXT NOT NULL,
        "Action" TEXT NOT NULL,
        "Subject" TEXT NOT NULL,
        "SeniorId" TEXT NULL,
        "Detail" TEXT NULL
        """;

    /// <summary>Moves the tables as they are after this migration's other steps, with their indexes and guards.</summary>
    public static void Rebuild(MigrationBuilder migration)
    {
        Move(migration, "EventAddresses", EventAddresses);
        Move(migration, "SubsidyClaims", SubsidyClaims,
            """CREATE UNIQUE INDEX "IX_SubsidyClaims_SeniorId_ServedOn_StackGroup_Slot" ON "SubsidyClaims" ("SeniorId", "ServedOn", "StackGroup", "Slot")""");
        Move(migration, "Balances", Balances);
        Move(migration, "Transfers", Transfers,
            """CREATE INDEX "IX_Transfers_Cause" ON "Transfers" ("Cause")""",
            """CREATE INDEX "IX_Transfers_FromAccountId_Id" ON "Transfers" ("FromAccountId", "Id")""",
            """CREATE INDEX "IX_Transfers_ToAccountId_Id" ON "Transfers" ("ToAccountId", "Id")""",
            """CREATE UNIQUE INDEX "IX_Transfers_ReversalOf" ON "Transfers" ("ReversalOf") WHERE "ReversalOf" IS NOT NULL""");
        Move(migration, "Audit", Audit, """CREATE INDEX "IX_Audit_SeniorId_Id" ON "Audit" ("SeniorId", "Id")""");
        AppendOnly.Guard(migration, "Transfers", "Audit");
    }

    private static void Move(MigrationBuilder migration, string table, string columns, params IReadOnlyList<string> indexes)
    {
        migration.Sql($"""CREATE TABLE "{table}_moved" ({columns}) WITHOUT ROWID""");
        migration.Sql($"""INSERT INTO "{table}_moved" SELECT * FROM "{table}" """);
        migration.Sql($"""DROP TABLE "{table}" """);
        migration.Sql($"""ALTER TABLE "{table}_moved" RENAME TO "{table}" """);
        foreach (var index in indexes) migration.Sql(index);
    }
}
