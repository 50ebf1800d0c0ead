import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { duplicateCandidates } from '../../server/src/duplicates/candidates.sql.ts'
import { matchedObject } from '../../server/src/duplicates/matched-objects.ts'
import { callerAs } from '../../server/src/kernel/caller.ts'
import { readingFor } from '../../server/src/kernel/read-records.ts'
import { growHeapSlowly } from '../../server/src/platform/heap-growth.ts'
import { projectFolder } from '../../server/src/platform/server-folder.ts'
import { foundBench, onDatabase } from '../on-database.ts'
import { residentMb } from '../resident-memory.ts'
import { makeContacts } from './made-up-contacts.ts'

/** What a scan of many contacts costs: seconds and megabytes; and a look for the duplicates of one, in milliseconds. */
export interface ScanMeasured {
  readonly contacts: number
  /** Of a company whose records have no keys yet. */
  readonly firstScanSeconds: number
  readonly nightlyScanSeconds: number
  readonly memoryAboveIdleMb: number
  readonly pairs: number
  /** Of the twins that were made, those that were found. */
  readonly recall: number
  readonly checkMs: { readonly median: number; readonly p99: number }
}

const checks = 400

export async function measureScan(count: number): Promise<ScanMeasured> {
  growHeapSlowly()
  return onDatabase('scan', async (kernel, client) => {
    const { workspaceId, userId } = await foundBench(kernel)
    const twins = await makeContacts(client, { workspaceId, userId, count })
    const idle = residentMb(process.pid)
    let most = idle
    const watch = setInterval(() => {
      most = Math.max(most, residentMb(process.pid))
    }, 100)
    const scan = async () => {
      const id = crypto.randomUUID()
      await client.query(
        `insert into tendero.duplicate_scan (workspace_id, id, object, state, started_at, updated_at) values ($1, $2, 'contact', 'waiting', now(), now())`,
        [workspaceId, id],
      )
      const begun = performance.now()
      const [job] = kernel.subscribers.filter(({ name }) => name === 'duplicates.scan')
      await job?.run(kernel, { id, workspaceId, topic: 'duplicates.scan', payload: { scan: id } })
      return Math.round((performance.now() - begun) / 100) / 10
    }
    const firstScanSeconds = await scan()
    await client.query('vacuum analyze tendero.match_key')
    const nightlyScanSeconds = await scan()
    clearInterval(watch)
    const { rows } = await client.query<{ a: string; b: string }>(
      `select a_id as a, b_id as b from tendero.duplicate_pair where weight >= 0`,
    )
    const found = new Set(rows.map(({ a, b }) => `${a} ${b}`))
    const right = twins.filter(([a, b]) => found.has(a < b ? `${a} ${b}` : `${b} ${a}`)).length
    const checkMs = await checkTimes()
    return {
      contacts: count,
      firstScanSeconds,
      nightlyScanSeconds,
      memoryAboveIdleMb: Math.round(most - idle),
      pairs: rows.length,
      recall: Math.round((right / Math.max(1, twins.length)) * 1000) / 1000,
      checkMs,
    }

    async function checkTimes() {
      const caller = await callerAs(kernel, workspaceId, userId, 'screen')
      const object = caller.model.objects.get('contact')
      const matched = matchedObject('contact')
      if (!object || !matched) throw new Error('there are no contacts')
      const { rows: people } = await client.query<{ values: Record<string, unknown> }>(
        `select json_build_object('firstName', first_name, 'lastName', last_name, 'email', email, 'phone', phone, 'address', address) as values
         from tendero.contact order by id limit $1`,
        [checks],
      )
      const times: number[] = []
      // Every other one is somebody whom nobody knows: no key finds them, and names are looked for that are like theirs.
      const asked = people.map(({ values }, i) =>
        i % 2
          ? values
          : { firstName: `${values.firstName}el`, lastName: `Zi${values.lastName}`, email: `new${i}@example.com` },
      )
      for (const values of asked) {
        const begun = performance.now()
        await kernel.database.read(workspaceId, (tx) =>
          duplicateCandidates(readingFor(kernel, caller, tx), { object, matched, values }),
        )
        times.push(performance.now() - begun)
      }
      times.sort((a, b) => a - b)
      const at = (part: number) => Math.round((times[Math.floor(times.length * part)] ?? 0) * 10) / 10
      return { median: at(0.5), p99: at(0.99) }
    }
  })
}

export function writeScan(measured: ScanMeasured): void {
  const folder = join(projectFolder, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'dedupe-scan.json'), `${JSON.stringify(measured, null, 2)}\n`)
}
