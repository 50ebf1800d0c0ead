import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { pino } from 'pino'
import { fileContent, importNow } from '../server/src/importing/index.ts'
import { callerAs } from '../server/src/kernel/caller.ts'
import type { Kernel } from '../server/src/kernel/kernel.ts'
import { openKernel } from '../server/src/open-kernel.ts'
import { readConfiguration } from '../server/src/platform/configuration.ts'

export interface ImportMeasured {
  readonly rows: number
  readonly rowsPerSecond: number
  readonly copyRowsPerSecond: number
  readonly ratio: number
  /** Of a dry run over ten times the rows: resident memory above what it was before, in MB. */
  readonly dryRunMb: number
  readonly dryRunRows: number
}

/**
 * Imports accounts from CSV and compares with bare COPY of the same rows into the same tables with their indexes:
 * the record, its history, its place in the search, the operation and the outbox.
 */
export async function importRatio(
  ownerUrl: string,
  workspaceId: string,
  userId: string,
  share: number,
): Promise<ImportMeasured> {
  const folder = mkdtempSync(join(tmpdir(), 'tendero-bench-import-'))
  const runtime = {
    configuration: readConfiguration({}),
    ownerUrl,
    dataDir: folder,
    webFolder: '',
    log: pino({ level: 'silent' }),
    stopping: new AbortController().signal,
  }
  const kernel = openKernel(runtime)
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    const rows = Math.round(100_000 * share)
    const operation = await timedImport(
      kernel,
      workspaceId,
      userId,
      await writeCsv(join(folder, 'accounts.csv'), rows),
      false,
    )
    const copySeconds = await copySame(client, workspaceId, operation.id)
    const dryRunRows = rows * 10
    const before = process.memoryUsage().rss
    let most = before
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 100)
    await timedImport(kernel, workspaceId, userId, await writeCsv(join(folder, 'many.csv'), dryRunRows), true)
    clearInterval(timer)
    return {
      rows,
      rowsPerSecond: Math.round(rows / operation.seconds),
      copyRowsPerSecond: Math.round(rows / copySeconds),
      ratio: Number((copySeconds / operation.seconds).toFixed(3)),
      dryRunMb: Math.round((most - before) / 2 ** 20),
      dryRunRows,
    }
  } finally {
    await client.end()
    await kernel.database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeCsv(file: string, rows: number): Promise<string> {
  function* lines() {
    yield 'Name,E-mail,Phone,Sector,Employees,Annual revenue\n'
    for (let i = 1; i <= rows; i += 1)
      yield `Imported company ${i},mail${i}@import.example.com,+3491${String(i % 10_000_000).padStart(7, '0')},Sector ${i % 50},${i % 900},${i}.50\n`
  }
  await pipeline(Readable.from(lines()), createWriteStream(file))
  return file
}

async function timedImport(
  kernel: Kernel,
  workspaceId: string,
  userId: string,
  file: string,
  dry: boolean,
): Promise<{ id: string; seconds: number }> {
  const caller = await callerAs(kernel, workspaceId, userId, 'import')
  const began = performance.now()
  const run = await importNow(kernel, caller, {
    name: 'accounts.csv',
    object: 'account',
    content: fileContent(file),
    dry,
    setUp: ({ setup }) => setup,
  })
  if (run.rows.bad > 0) throw new Error(`the import refused rows: ${JSON.stringify(run.problems.slice(0, 3))}`)
  return { id: run.operationId ?? '', seconds: (performance.now() - began) / 1_000 }
}

const tables = {
  operation: 'id = $1',
  account: 'operation_id = $1',
  history: 'operation_id = $1',
  search_document: `object = 'account' and record_id in (select id from tendero.account where workspace_id = $2 and operation_id = $1)`,
} as const

/** Takes the rows that the import wrote and copies them in again for another workspace; only the copying in is timed. */
async function copySame(client: pg.Client, workspaceId: string, operationId: string): Promise<number> {
  const other = '00000000-0000-7000-8000-0000000000bb'
  let seconds = 0
  for (const [table, where] of Object.entries(tables)) {
    const { rows } = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'tendero' and table_name = $1 order by ordinal_position`,
      [table],
    )
    const names = rows.map((row) => `"${row.name}"`)
    // People and teams are of the other workspace.
    const values = rows.map(({ name }) =>
      name === 'workspace_id'
        ? `'${other}'::uuid`
        : ['owner_id', 'team_id'].includes(name)
          ? 'null::uuid'
          : `"${name}"`,
    )
    const condition = where.replaceAll('$1', `'${operationId}'`).replaceAll('$2', `'${workspaceId}'`)
    const chunks: Buffer[] = []
    const out = client.query(
      to(
        `copy (select ${values.join(', ')} from tendero.${table} where workspace_id = '${workspaceId}' and ${condition}) to stdout`,
      ),
    )
    for await (const chunk of out) chunks.push(chunk)
    const began = performance.now()
    await pipeline(Readable.from(chunks), client.query(from(`copy tendero.${table} (${names.join(', ')}) from stdin`)))
    seconds += (performance.now() - began) / 1_000
  }
  return seconds
}
