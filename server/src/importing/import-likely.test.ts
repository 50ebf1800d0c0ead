import type { LikelyChoice } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { openImports } from '../../test/imports.ts'

let the: Awaited<ReturnType<typeof openImports>>

beforeAll(async () => {
  the = await openImports()
})

const count = async () => (await the.ines.json<{ value: number }>('GET', '/contacts/count')).value

async function checkedFile(n: number) {
  const family = ['Zubizarreta', 'Quintanilla', 'Orbaneja'][n] ?? ''
  await the.ines.json('POST', '/contacts', { firstName: 'Leocadia', lastName: family, phone: `+34 600 12${n} 123` })
  const run = await the.upload(
    'contact',
    `First name,Last name,Phone,Job title\nLeocádia,${family},60012${n}123,Buyer\nWenceslao,Xerxes${n},,Welder\n`,
  )
  return the.did(run, 'rehearsal')
}

test('a row that is likely there already is told of, and made all the same unless somebody says otherwise', async () => {
  const checked = await checkedFile(0)
  expect(checked.rows).toMatchObject({ good: 2, bad: 0, created: 2 })
  expect(checked.likely.total).toBe(1)
  expect(checked.likely.rows[0]).toMatchObject({
    row: 1,
    title: 'Leocádia Zubizarreta',
    candidate: { title: 'Leocadia Zubizarreta' },
  })
  const before = await count()
  await the.did(checked, 'run')
  expect((await count()) - before).toBe(2)
})

test.each<[LikelyChoice, { good: number; created: number; updated: number }]>([
  ['complete', { good: 2, created: 1, updated: 1 }],
  ['skip', { good: 1, created: 1, updated: 0 }],
])('such rows: %s', async (rest, rows) => {
  const checked = await checkedFile(rest === 'skip' ? 2 : 1)
  const again = await the.did(await the.patch(checked, { likely: { rest } }), 'rehearsal')
  expect(again.rows).toMatchObject(rows)
  const done = await the.did(again, 'run')
  expect([done.state, done.rows, done.likely.total]).toMatchObject(['done', rows, 1])
  const [found] = await the.find('contacts', `Leocadia ${rest === 'skip' ? 'Orbaneja' : 'Quintanilla'}`)
  expect(found?.jobTitle ?? null).toBe(rest === 'complete' ? 'Buyer' : null)
  expect(found?.firstName).toBe('Leocadia')
  await the.did(done, 'reversal')
  const [back] = await the.find('contacts', `Leocadia ${rest === 'skip' ? 'Orbaneja' : 'Quintanilla'}`)
  expect(back?.jobTitle ?? null).toBeNull()
})

test('a single row is decided for itself', async () => {
  const checked = await checkedFile(0)
  const again = await the.did(
    await the.patch(checked, { likely: { rest: 'create', rows: { '1': 'skip' } } }),
    'rehearsal',
  )
  expect(again.rows).toMatchObject({ good: 1, created: 1 })
})
