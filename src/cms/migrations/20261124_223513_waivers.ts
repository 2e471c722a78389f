import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`assets\` ADD \`waiver_reason\` text;`)
  await db.run(sql`ALTER TABLE \`assets\` ADD \`waiver_by\` text;`)
  await db.run(sql`ALTER TABLE \`assets\` ADD \`waiver_at\` text;`)
  await db.run(sql`ALTER TABLE \`assets\` ADD \`waiver_rules\` text;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`assets\` DROP COLUMN \`waiver_reason\`;`)
  await db.run(sql`ALTER TABLE \`assets\` DROP COLUMN \`waiver_by\`;`)
  await db.run(sql`ALTER TABLE \`assets\` DROP COLUMN \`waiver_at\`;`)
  await db.run(sql`ALTER TABLE \`assets\` DROP COLUMN \`waiver_rules\`;`)
}
