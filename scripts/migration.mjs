/** `node scripts/migration.mjs NAME`: writes the migration and the types for changed collections. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [name = 'change'] = process.argv.slice(2)
const folder = path.join('src', 'cms', 'migrations')

function payload(...args) {
  const { status } = spawnSync('npx', ['payload', ...args], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

/** What Payload generates imports types as values and files without extension: neither survives this tsconfig and its CLI. */
function repair(file, from, to) {
  const address = path.join(folder, file)
  writeFileSync(address, readFileSync(address, 'utf8').replace(from, to))
}

// Without a terminal nobody can be asked, and Payload would end with 0 and write nothing.
payload('migrate:create', name, '--skip-empty', ...(process.stdin.isTTY ? [] : ['--force-accept-warning']))
for (const file of readdirSync(folder).filter((each) => /^\d.*\.ts$/.test(each)))
  repair(
    file,
    'import { MigrateUpArgs, MigrateDownArgs, sql }',
    'import { type MigrateDownArgs, type MigrateUpArgs, sql }',
  )
repair('index.ts', /from '(\.\/\d[^'.]*)'/g, "from '$1.ts'")
payload('generate:types')
