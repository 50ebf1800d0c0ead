import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMigrations } from '../kernel/migration-files.ts'
import { migrate, migrationsFolder } from '../kernel/migrations.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { asOwner } from '../platform/owner-connection.ts'
import { missingStatements } from './drift.ts'

/** `npm run migration -- name`: writes the next migration, from what the declarations ask for beyond the last one. */
async function main(name = ''): Promise<void> {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new OperatorError('Name the migration in small letters: npm run migration -- account_industry')
  const statements = await inThrowAwayDatabase(async (ownerUrl) => {
    await migrate(ownerUrl)
    return asOwner(ownerUrl, (client) => missingStatements(client))
  })
  if (statements.length === 0) {
    console.log('The migrations make what the declarations ask for; there is nothing to write.')
    return
  }
  const number = Math.max(0, ...readMigrations(migrationsFolder).map((file) => file.number)) + 1
  const file = `${String(number).padStart(4, '0')}_${name}.sql`
  writeFileSync(join(migrationsFolder, file), textOf(name, statements))
  console.log(`Wrote server/migrations/${file}. Read it, say in its first line what it is for, and commit it.`)
}

function textOf(name: string, statements: readonly string[]): string {
  const lines = statements.map((statement) => (statement.startsWith('--') ? statement : `${statement};`))
  return `-- ${name.replaceAll('_', ' ')}\n\n${lines.join('\n\n')}\n`
}

async function inThrowAwayDatabase<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tendero-draft-'))
  // The database's own account must get in.
  chmodSync(folder, 0o711)
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), fsync: false })
  try {
    return await work(database.ownerUrl)
  } finally {
    await database.stop()
    for (const made of [database.dataDir, folder]) rmSync(made, { recursive: true, force: true })
  }
}

await main(process.argv[2]).catch((error: unknown) => {
  if (!(error instanceof OperatorError)) throw error
  console.error(error.message)
  process.exitCode = 1
})
