import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_categories\` text;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_per_unit\` numeric;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_per_category\` numeric;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_total\` numeric;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_summary_max\` numeric;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_deeds_max\` numeric;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_photo_min\` numeric;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_photo_max\` numeric;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_photo_megabytes\` numeric;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_film_minutes\` numeric;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_needs_form_word\` integer;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_needs_form_pdf\` integer;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_needs_deeds\` integer;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_needs_integrity\` integer;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_needs_id_photo\` integer;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`rules_needs_activity\` integer;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_categories\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_per_unit\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_per_category\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_total\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_summary_max\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_deeds_max\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_photo_min\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_photo_max\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_photo_megabytes\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_film_minutes\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_needs_form_word\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_needs_form_pdf\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_needs_deeds\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_needs_integrity\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_needs_id_photo\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`rules_needs_activity\`;`)
}
