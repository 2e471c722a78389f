import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  // By hand: an old release's `item_id` is put together from what it named, where the generator would have written the column's name.
  await db.run(sql`CREATE TABLE \`campaigns_unused_channels\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`campaigns\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`campaigns_unused_channels_order_idx\` ON \`campaigns_unused_channels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`campaigns_unused_channels_parent_idx\` ON \`campaigns_unused_channels\` (\`parent_id\`);`)
  await db.run(sql`PRAGMA foreign_keys=OFF;`)
  await db.run(sql`CREATE TABLE \`__new_releases\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`honoree_id\` text(36),
  	\`channel_id\` text NOT NULL,
  	\`valid_from\` text NOT NULL,
  	\`valid_until\` text,
  	\`embargoed_until\` text,
  	\`title\` text,
  	\`version\` numeric,
  	\`frozen_at\` text,
  	\`campaign_id\` text(36),
  	\`item_id\` text,
  	\`snapshot\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`honoree_id\`) REFERENCES \`honorees\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`campaign_id\`) REFERENCES \`campaigns\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_releases\`("id", "honoree_id", "channel_id", "valid_from", "valid_until", "embargoed_until", "title", "version", "frozen_at", "campaign_id", "item_id", "snapshot", "updated_at", "created_at") SELECT "id", "honoree_id", "channel_id", "valid_from", "valid_until", "embargoed_until", "title", "version", "frozen_at", "campaign_id", "campaign_id" || '.' || "honoree_id" || '.' || "channel_id", "snapshot", "updated_at", "created_at" FROM \`releases\`;`)
  await db.run(sql`DROP TABLE \`releases\`;`)
  await db.run(sql`ALTER TABLE \`__new_releases\` RENAME TO \`releases\`;`)
  await db.run(sql`PRAGMA foreign_keys=ON;`)
  await db.run(sql`CREATE INDEX \`releases_honoree_idx\` ON \`releases\` (\`honoree_id\`);`)
  await db.run(sql`CREATE INDEX \`releases_channel_id_idx\` ON \`releases\` (\`channel_id\`);`)
  await db.run(sql`CREATE INDEX \`releases_campaign_idx\` ON \`releases\` (\`campaign_id\`);`)
  await db.run(sql`CREATE INDEX \`releases_updated_at_idx\` ON \`releases\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`releases_created_at_idx\` ON \`releases\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`honoree_channelId_version_idx\` ON \`releases\` (\`honoree_id\`,\`channel_id\`,\`version\`);`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`is_demo\` integer DEFAULT false;`)
  await db.run(sql`ALTER TABLE \`campaigns\` ADD \`removal\` text;`)
  await db.run(sql`ALTER TABLE \`honorees\` ADD \`is_demo\` integer;`)
  await db.run(sql`ALTER TABLE \`_honorees_v\` ADD \`version_is_demo\` integer;`)
  await db.run(sql`ALTER TABLE \`users\` ADD \`invite_hash\` text;`)
  await db.run(sql`ALTER TABLE \`users\` ADD \`invite_until\` text;`)
  await db.run(sql`CREATE INDEX \`users_invite_hash_idx\` ON \`users\` (\`invite_hash\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`campaigns_unused_channels\`;`)
  await db.run(sql`DROP INDEX \`users_invite_hash_idx\`;`)
  await db.run(sql`ALTER TABLE \`users\` DROP COLUMN \`invite_hash\`;`)
  await db.run(sql`ALTER TABLE \`users\` DROP COLUMN \`invite_until\`;`)
  await db.run(sql`PRAGMA foreign_keys=OFF;`)
  await db.run(sql`CREATE TABLE \`__new_releases\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`honoree_id\` text(36) NOT NULL,
  	\`channel_id\` text NOT NULL,
  	\`valid_from\` text NOT NULL,
  	\`valid_until\` text,
  	\`embargoed_until\` text,
  	\`title\` text,
  	\`version\` numeric,
  	\`frozen_at\` text,
  	\`campaign_id\` text(36),
  	\`snapshot\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`honoree_id\`) REFERENCES \`honorees\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`campaign_id\`) REFERENCES \`campaigns\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_releases\`("id", "honoree_id", "channel_id", "valid_from", "valid_until", "embargoed_until", "title", "version", "frozen_at", "campaign_id", "snapshot", "updated_at", "created_at") SELECT "id", "honoree_id", "channel_id", "valid_from", "valid_until", "embargoed_until", "title", "version", "frozen_at", "campaign_id", "snapshot", "updated_at", "created_at" FROM \`releases\`;`)
  await db.run(sql`DROP TABLE \`releases\`;`)
  await db.run(sql`ALTER TABLE \`__new_releases\` RENAME TO \`releases\`;`)
  await db.run(sql`PRAGMA foreign_keys=ON;`)
  await db.run(sql`CREATE INDEX \`releases_honoree_idx\` ON \`releases\` (\`honoree_id\`);`)
  await db.run(sql`CREATE INDEX \`releases_channel_id_idx\` ON \`releases\` (\`channel_id\`);`)
  await db.run(sql`CREATE INDEX \`releases_campaign_idx\` ON \`releases\` (\`campaign_id\`);`)
  await db.run(sql`CREATE INDEX \`releases_updated_at_idx\` ON \`releases\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`releases_created_at_idx\` ON \`releases\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`honoree_channelId_version_idx\` ON \`releases\` (\`honoree_id\`,\`channel_id\`,\`version\`);`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`is_demo\`;`)
  await db.run(sql`ALTER TABLE \`campaigns\` DROP COLUMN \`removal\`;`)
  await db.run(sql`ALTER TABLE \`honorees\` DROP COLUMN \`is_demo\`;`)
  await db.run(sql`ALTER TABLE \`_honorees_v\` DROP COLUMN \`version_is_demo\`;`)
}
