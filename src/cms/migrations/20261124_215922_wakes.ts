import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`wakes\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`subject\` text NOT NULL,
  	\`stamp\` text NOT NULL,
  	\`at\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`wakes_subject_idx\` ON \`wakes\` (\`subject\`);`)
  await db.run(sql`CREATE INDEX \`wakes_at_idx\` ON \`wakes\` (\`at\`);`)
  await db.run(sql`ALTER TABLE \`variants\` DROP COLUMN \`cpu_ms\`;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`wakes\`;`)
  await db.run(sql`ALTER TABLE \`variants\` ADD \`cpu_ms\` numeric;`)
}
