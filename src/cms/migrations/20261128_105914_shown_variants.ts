import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`variants\` ADD \`is_shown\` integer DEFAULT false;`)
  await db.run(sql`CREATE INDEX \`variants_is_shown_idx\` ON \`variants\` (\`is_shown\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`variants_is_shown_idx\`;`)
  await db.run(sql`ALTER TABLE \`variants\` DROP COLUMN \`is_shown\`;`)
}
