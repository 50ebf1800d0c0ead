import { Readable } from 'node:stream'
import type { AnyRecord, Problem } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { openWorld, type World } from '../../test/world.ts'
import { importNow } from '../importing/index.ts'

const dataDir = suiteFolder()
const now = new Date('2026-03-10T09:30:00.000Z')
let world: World
let ines: Browser
let stage: Readonly<Record<string, string>>

beforeAll(async () => {
  world = await openWorld({ now: () => now, dataDir })
  ines = await browserOf(world, 'ines')
  const { model } = await world.as('ines')
  stage = Object.fromEntries([...(model.catalogue.get('stage')?.values() ?? [])].map((row) => [row.name, row.id]))
})

const day = (text: string) => `2026-${text}T00:00:00.000Z`

async function entries(deal: string): Promise<readonly (readonly unknown[])[]> {
  const { rows } = await world.kernel.database.direct.query(
    'select s.name, e.entered_at, e.left_at from tendero.stage_entry e join tendero.stage s on s.id = e.stage_id where e.opportunity_id = $1 and e.deleted_at is null order by e.entered_at, e.left_at',
    [deal],
  )
  return rows.map((row) => [row.name, row.entered_at.toISOString(), row.left_at?.toISOString() ?? null])
}

/** An open deal of the past: the program assumes that it has been in its stage since it was opened. */
const makeDeal = (name: string) =>
  ines.json<AnyRecord>('POST', '/opportunities', {
    name,
    stage: stage.Proposal,
    openedOn: '2026-01-05',
    amount: { minor: 1 },
    closeOn: '2026-06-01',
  })

const importEntries = async (lines: readonly string[]) =>
  importNow(world.kernel, await world.as('ines'), {
    name: 'past.csv',
    object: 'stage_entry',
    content: Readable.from([Buffer.from(['Opportunity,Stage,Entered,Left', ...lines].join('\n'))]),
    setUp: ({ setup }) => setup,
  })

test('a past that is imported takes the place of the one that was assumed, and goes with the import', async () => {
  const [whole, part] = [await makeDeal('Whole past'), await makeDeal('Part of a past')]
  const assumed = [['Proposal', '2026-01-04T23:00:00.000Z', null]]
  expect(await entries(whole.id)).toEqual(assumed)
  const run = await importEntries([
    `Whole past,Qualification,${day('01-02')},${day('01-20')}`,
    `Whole past,Proposal,${day('02-01')},`,
    `Whole past,Needs analysis,${day('01-20')},${day('02-01')}`,
    `Part of a past,Qualification,${day('01-02')},${day('01-20')}`,
  ])
  expect(run).toMatchObject({ state: 'done', rows: { good: 4, bad: 0 } })
  expect(await entries(whole.id)).toEqual([
    ['Qualification', day('01-02'), day('01-20')],
    ['Needs analysis', day('01-20'), day('02-01')],
    ['Proposal', day('02-01'), null],
  ])
  expect(await entries(part.id)).toEqual([
    ['Qualification', day('01-02'), day('01-20')],
    ['Proposal', day('01-20'), null],
  ])
  const since = async (id: string) =>
    new Date(String((await ines.json<AnyRecord>('GET', `/opportunities/${id}`)).stageEnteredAt)).toISOString()
  expect([await since(whole.id), await since(part.id)]).toEqual([day('02-01'), day('01-20')])

  const reverted = await ines.request('POST', `/operations/${run.operationId}/reversal`)
  expect(reverted.status).toBe(200)
  expect([await entries(whole.id), await entries(part.id)]).toEqual([assumed, assumed])
  expect(await since(whole.id)).toBe('2026-01-04T23:00:00.000Z')
})

test('an entry without an end is where the deal is', async () => {
  const { id } = await makeDeal('Present')
  const wrong = { opportunity: id, stage: stage.Qualification, enteredAt: day('01-02') }
  expect(await ines.json<Problem>('POST', '/stage-entries', wrong)).toMatchObject({
    code: 'invalid_input',
    fields: { leftAt: { code: 'required' } },
  })
  const right = await ines.request('POST', '/stage-entries', { ...wrong, stage: stage.Proposal })
  expect(right.status).toBe(201)
  expect(await entries(id)).toEqual([['Proposal', day('01-02'), null]])
})

test('a deal that moves after its past was told goes on from there', async () => {
  const { id } = await makeDeal('Mover')
  await importEntries([`Mover,Qualification,${day('01-02')},${day('01-20')}`])
  await ines.json('PATCH', `/opportunities/${id}`, { stage: stage.Negotiation })
  expect(await entries(id)).toEqual([
    ['Qualification', day('01-02'), day('01-20')],
    ['Proposal', day('01-20'), now.toISOString()],
    ['Negotiation', now.toISOString(), null],
  ])
})
