import { describe, expect, test, vi } from 'vitest'
import { openWalk, type Rows, type Step, type Walk } from './undo-walk.ts'

/** Far more are walked with `WALKS=200 npx vitest run --project server server/test/undo-walk.test.ts`. */
const walks = Array.from({ length: Number(process.env.WALKS ?? 3) }, (_, n) => n + Number(process.env.FROM ?? 1))
const steps = 30

vi.setConfig({ testTimeout: 90_000 })

interface Passed extends Step {
  readonly before: Rows
}

/** Takes a step back: every row is as it stood before. */
async function back(walk: Walk, { before, operations, told }: Passed): Promise<void> {
  for (const operation of operations.toReversed()) {
    const undone = await walk.undo(operation)
    expect([told, undone.status, undone.status === 200 ? '' : undone.told]).toEqual([told, 200, ''])
  }
  expect({ told, rows: await walk.rows() }).toEqual({ told, rows: before })
}

/** One of what was done is taken back, whatever came since, which stays. */
async function undoSome(walk: Walk): Promise<Step> {
  const operation = await walk.standing()
  const { operations } = await walk.undo(operation, { rest: 'keep' })
  return { told: `undo of ${operation}`, operations }
}

test.each(walks)(
  'what was done and undone in any order leads back through the same rows from its end (%i)',
  async (seed) => {
    const walk = await openWalk(seed)
    const path: Passed[] = []
    for (let n = 0; n < steps; n += 1) {
      const before = await walk.rows()
      path.push({ before, ...(await (n % 4 === 3 ? undoSome(walk) : walk.step())) })
    }
    for (const passed of path.toReversed()) await back(walk, passed)
  },
)

describe('what others did since', () => {
  let asked = 0

  test.each(walks)('is never written over: it is asked about, or stays (%i)', async (seed) => {
    const walk = await openWalk(1_000 + seed)
    for (let n = 0; n < steps; n += 1) {
      await walk.step()
      if (n % 2 === 0) continue
      const [operation, before] = [await walk.standing(), await walk.rows()]
      const first = await walk.undo(operation)
      if (first.status === 200) {
        expect(await lost(walk, operation, first.operations)).toEqual([])
        continue
      }
      asked += 1
      expect([first.status, await walk.rows()]).toEqual([409, before])
      const kept = await walk.undo(operation, { rest: 'keep' })
      expect([kept.status, kept.status === 200 ? '' : kept.told]).toEqual([200, ''])
      expect(await lost(walk, operation, kept.operations)).toEqual([])
    }
  })

  test('was asked about now and then', () => {
    expect(asked).toBeGreaterThan(walks.length)
  })
})

/** The values that an undo replaced though the operation had not written them: of what people write. */
async function lost({ world }: Walk, operation: string, undos: readonly string[]): Promise<readonly unknown[]> {
  const { rows } = await world.kernel.database.direct.query<{
    object: string
    field: string
    found: unknown
    wrote: unknown
  }>(
    `select u.object, e.key as field, e.value as found, w.wrote
     from tendero.history u cross join lateral jsonb_each(u.patch) e
     cross join lateral (
       select (array_agg(h.patch -> e.key -> 1 order by h.id desc))[1] as wrote from tendero.history h
       where h.operation_id = $1 and h.record_id = u.record_id and h.verb = 'update' and h.patch ? e.key) w
     where u.operation_id = any($2) and u.verb = 'update' and w.wrote is distinct from e.value -> 0`,
    [operation, undos],
  )
  const { model } = await world.as('ines')
  return rows.filter(({ object, field }) => !model.objects.get(object)?.fields.get(field)?.options.computed)
}
