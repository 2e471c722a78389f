import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`hand_ins\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`campaign_id\` text(36) NOT NULL,
  	\`only_unit\` text,
  	\`only_name\` text,
  	\`told\` text,
  	\`opened_by\` text NOT NULL,
  	\`opened_at\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`campaign_id\`) REFERENCES \`campaigns\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`hand_ins_campaign_idx\` ON \`hand_ins\` (\`campaign_id\`);`)
  await db.run(sql`CREATE INDEX \`hand_ins_opened_by_idx\` ON \`hand_ins\` (\`opened_by\`);`)
  await db.run(sql`CREATE INDEX \`hand_ins_opened_at_idx\` ON \`hand_ins\` (\`opened_at\`);`)
  await db.run(sql`CREATE INDEX \`hand_ins_updated_at_idx\` ON \`hand_ins\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`hand_ins_created_at_idx\` ON \`hand_ins\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`hand_in_files\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`hand_in_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`bytes\` numeric NOT NULL,
  	\`storage_key\` text NOT NULL,
  	\`state\` text NOT NULL,
  	\`declared\` text,
  	\`problems\` text,
  	\`arrived_at\` text NOT NULL,
  	FOREIGN KEY (\`hand_in_id\`) REFERENCES \`hand_ins\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`hand_in_files_hand_in_idx\` ON \`hand_in_files\` (\`hand_in_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`hand_in_files_storage_key_idx\` ON \`hand_in_files\` (\`storage_key\`);`)
  await db.run(sql`CREATE INDEX \`hand_in_files_state_idx\` ON \`hand_in_files\` (\`state\`);`)
  await db.run(sql`CREATE TABLE \`unit_links\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`campaign_id\` text(36) NOT NULL,
  	\`unit_id\` text(36) NOT NULL,
  	\`token_hash\` text NOT NULL,
  	\`reopened_until\` text,
  	\`reason\` text,
  	\`revoked_at\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`campaign_id\`) REFERENCES \`campaigns\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`unit_id\`) REFERENCES \`units\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`unit_links_campaign_idx\` ON \`unit_links\` (\`campaign_id\`);`)
  await db.run(sql`CREATE INDEX \`unit_links_unit_idx\` ON \`unit_links\` (\`unit_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`unit_links_token_hash_idx\` ON \`unit_links\` (\`token_hash\`);`)
  await db.run(sql`CREATE INDEX \`unit_links_updated_at_idx\` ON \`unit_links\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`unit_links_created_at_idx\` ON \`unit_links\` (\`created_at\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`hand_ins\`;`)
  await db.run(sql`DROP TABLE \`hand_in_files\`;`)
  await db.run(sql`DROP TABLE \`unit_links\`;`)
}
