import { addDays } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { keepHouse } from '../src/kernel/housekeeping.ts'
import { mostDaysKept } from '../src/kernel/past-fill.ts'
import { type Browser, browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

const today = '2026-03-02'
let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld({ now: () => new Date(`${today}T09:00:00Z`) })
  ines = await browserOf(world, 'ines')
  await ines.json('POST', '/accounts', { name: 'Aceros' })
})

const countOn = (day: string) => ines.json<{ value: number }>('GET', `/accounts/count?asOf=${day}`)
const query = async (text: string) => (await world.kernel.database.direct.query(text)).rows
const kept = async (table: string) =>
  (await query(`select count(distinct at)::int as days from tendero.${table} where object = 'account'`))[0]?.days

test('of days that are asked for one after the other only the last are kept', async () => {
  const days = Array.from({ length: mostDaysKept + 5 }, (_, i) => addDays(today, -1 - i))
  for (const day of days) expect((await countOn(day)).value).toBe(0)
  expect([await kept('as_of_fill'), await kept('record_as_of')]).toEqual([mostDaysKept, mostDaysKept])
  expect((await countOn(days[0] ?? '')).value).toBe(0)
  expect(await kept('as_of_fill')).toBe(mostDaysKept)
})

test('many who ask for other days at once are all answered', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => ines.request('GET', `/accounts/count?asOf=${addDays('2020-01-01', i)}`)),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
})

test('a day that is brought up to date while the house is kept loses none of its rows', async () => {
  await countOn(addDays(today, -1))
  await query(`update tendero.as_of_fill set filled_at = now() - interval '3 days'`)
  const before = await kept('record_as_of')
  const client = await world.kernel.database.direct.connect()
  await client.query(`begin; update tendero.as_of_fill set filled_at = now()`)
  const keeping = keepHouse(world.kernel)
  await expect
    .poll(async () => (await query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).length)
    .toBeGreaterThan(0)
  await client.query('commit')
  client.release()
  await keeping
  expect([await kept('as_of_fill'), await kept('record_as_of')]).toEqual([before, before])
})
