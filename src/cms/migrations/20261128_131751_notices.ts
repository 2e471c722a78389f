import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`notice_marks\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text NOT NULL,
  	\`user\` text NOT NULL,
  	\`notice\` text NOT NULL,
  	\`at\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`notice_marks_key_idx\` ON \`notice_marks\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`notice_marks_user_idx\` ON \`notice_marks\` (\`user\`);`)
  await db.run(sql`CREATE INDEX \`notice_marks_at_idx\` ON \`notice_marks\` (\`at\`);`)
  await db.run(sql`CREATE TABLE \`digests\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text NOT NULL,
  	\`user\` text NOT NULL,
  	\`notices\` text NOT NULL,
  	\`attempts\` numeric DEFAULT 0 NOT NULL,
  	\`due_at\` text NOT NULL,
  	\`sent_at\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`digests_key_idx\` ON \`digests\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`digests_user_idx\` ON \`digests\` (\`user\`);`)
  await db.run(sql`CREATE INDEX \`digests_due_at_idx\` ON \`digests\` (\`due_at\`);`)
  await db.run(sql`CREATE INDEX \`digests_sent_at_idx\` ON \`digests\` (\`sent_at\`);`)
  await db.run(sql`ALTER TABLE \`users\` ADD \`notice_mail\` text DEFAULT 'never';`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`notice_marks\`;`)
  await db.run(sql`DROP TABLE \`digests\`;`)
  await db.run(sql`ALTER TABLE \`users\` DROP COLUMN \`notice_mail\`;`)
}
