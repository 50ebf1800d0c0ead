import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aggregate, count, list } from '../../server/src/derive/rest.ts'
import { type Caller, callerAs, objectAt } from '../../server/src/kernel/caller.ts'
import { asOnDay } from '../../server/src/kernel/past-caller.ts'
import { growHeapSlowly } from '../../server/src/platform/heap-growth.ts'
import { projectFolder } from '../../server/src/platform/server-folder.ts'
import { foundBench, onDatabase } from '../on-database.ts'
import { residentMb } from '../resident-memory.ts'
import { changeAll, makeDeals } from './made-up-deals.ts'

/**
 * What it costs to read deals as on a day since when every one of them changed: the first time, when the past is put
 * together; then against the same answers of today, in the same run. Writes bench/results/as-of.json.
 */

const deals = Number(process.argv[2] ?? 200_000)
const rounds = 9

async function main(): Promise<void> {
  growHeapSlowly()
  await onDatabase('as-of', async (kernel, client) => {
    const { workspaceId, userId } = await foundBench(kernel)
    await makeDeals(client, { workspaceId, userId, count: deals })
    await changeAll(client, { workspaceId, userId })
    const caller = await callerAs(kernel, workspaceId, userId, 'screen')
    const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10)
    const past = <T>(work: (caller: Caller) => Promise<T>) => asOnDay(kernel, caller, day, work)
    const asked: Readonly<Record<string, (caller: Caller) => Promise<unknown>>> = {
      list: (who) => list(kernel, who, objectAt(who, 'opportunities'), { limit: 50 }),
      'list, filtered and sorted': (who) =>
        list(kernel, who, objectAt(who, 'opportunities'), {
          limit: 50,
          sort: ['-amount'],
          filter: { field: 'amount', op: 'greater', value: 900_000 },
        }),
      count: (who) => count(kernel, who, objectAt(who, 'opportunities'), {}),
      'sums by stage': (who) =>
        aggregate(kernel, who, objectAt(who, 'opportunities'), { group: ['stage'], measures: ['count', 'sum:amount'] }),
    }
    const idle = residentMb(process.pid)
    const begun = performance.now()
    await past(asked.list as never)
    const firstSeconds = Math.round(performance.now() - begun) / 1_000
    console.log(`first list of ${deals} deals that all changed since: ${firstSeconds} s`)
    const cases = []
    for (const [name, ask] of Object.entries(asked)) {
      const [then, today] = [await medianMs(() => past(ask)), await medianMs(() => ask(caller))]
      cases.push({ case: name, asOfMs: then, todayMs: today, ratio: Math.round((100 * then) / today) / 100 })
      console.log(`${name}: ${then} ms as of then, ${today} ms today`)
    }
    const aboveIdleMb = residentMb(process.pid) - idle
    const file = join(projectFolder, 'bench/results/as-of.json')
    mkdirSync(join(projectFolder, 'bench/results'), { recursive: true })
    writeFileSync(file, `${JSON.stringify({ deals, firstSeconds, aboveIdleMb, cases }, null, 2)}\n`)
  })
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now()
    await work()
    times.push(performance.now() - begun)
  }
  return Math.round(10 * (times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0)) / 10
}

await main()
