import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`deleted_at\` text;`)
  await db.run(sql`CREATE INDEX \`campaigns_deleted_at_idx\` ON \`campaigns\` (\`deleted_at\`);`)
  await db.run(sql`ALTER TABLE \`units\` ADD \`deleted_at\` text;`)
  await db.run(sql`CREATE INDEX \`units_deleted_at_idx\` ON \`units\` (\`deleted_at\`);`)
  await db.run(sql`ALTER TABLE \`honorees\` ADD \`deleted_at\` text;`)
  await db.run(sql`CREATE INDEX \`honorees_deleted_at_idx\` ON \`honorees\` (\`deleted_at\`);`)
  await db.run(sql`ALTER TABLE \`_honorees_v\` ADD \`version_deleted_at\` text;`)
  await db.run(sql`CREATE INDEX \`_honorees_v_version_version_deleted_at_idx\` ON \`_honorees_v\` (\`version_deleted_at\`);`)
  await db.run(sql`ALTER TABLE \`assets\` ADD \`deleted_at\` text;`)
  await db.run(sql`CREATE INDEX \`assets_deleted_at_idx\` ON \`assets\` (\`deleted_at\`);`)
  await db.run(sql`ALTER TABLE \`screens\` ADD \`deleted_at\` text;`)
  await db.run(sql`CREATE INDEX \`screens_deleted_at_idx\` ON \`screens\` (\`deleted_at\`);`)
  await db.run(sql`ALTER TABLE \`partners\` ADD \`deleted_at\` text;`)
  await db.run(sql`CREATE INDEX \`partners_deleted_at_idx\` ON \`partners\` (\`deleted_at\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`campaigns_deleted_at_idx\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`deleted_at\`;`)
  await db.run(sql`DROP INDEX \`units_deleted_at_idx\`;`)
  await db.run(sql`ALTER TABLE \`units\` DROP COLUMN \`deleted_at\`;`)
  await db.run(sql`DROP INDEX \`honorees_deleted_at_idx\`;`)
  await db.run(sql`ALTER TABLE \`honorees\` DROP COLUMN \`deleted_at\`;`)
  await db.run(sql`DROP INDEX \`_honorees_v_version_version_deleted_at_idx\`;`)
  await db.run(sql`ALTER TABLE \`_honorees_v\` DROP COLUMN \`version_deleted_at\`;`)
  await db.run(sql`DROP INDEX \`assets_deleted_at_idx\`;`)
  await db.run(sql`ALTER TABLE \`assets\` DROP COLUMN \`deleted_at\`;`)
  await db.run(sql`DROP INDEX \`screens_deleted_at_idx\`;`)
  await db.run(sql`ALTER TABLE \`screens\` DROP COLUMN \`deleted_at\`;`)
  await db.run(sql`DROP INDEX \`partners_deleted_at_idx\`;`)
  await db.run(sql`ALTER TABLE \`partners\` DROP COLUMN \`deleted_at\`;`)
}
