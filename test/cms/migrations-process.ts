/** Opens the database of the environment and writes a first row; kills itself before the statement `KILL_AT` names. */
import { type InArgs, type InStatement, Sqlite3Client } from '@libsql/client/sqlite3'
import { openCms } from '../../src/cms/open.ts'

const { execute } = Sqlite3Client.prototype
let creates = 0
Sqlite3Client.prototype.execute = function (statement: InStatement, args?: InArgs) {
  const sql = typeof statement === 'string' ? statement : statement.sql
  if (sql.includes('CREATE ')) creates += 1
  const place = sql === 'COMMIT' ? sql : String(creates)
  if (place === process.env.KILL_AT) process.kill(process.pid, 'SIGKILL')
  return Reflect.apply(execute, this, [statement, args])
}

const { records, close } = await openCms()
await records.ensureCampaign({
  year: 2026,
  title: '活动',
  organisers: ['省科协'],
  submissionsUntil: new Date(),
})
console.log(`campaigns:${(await records.campaigns()).length}`)
await close()
process.exit(0)
