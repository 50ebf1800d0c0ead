import type { AnyRecord, Page, Timeline } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser
let name: string

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
  const field = { object: 'account', label: 'Briefing', kind: 'richText', options: { maxLength: 200 } }
  name = String((await ines.json<AnyRecord>('POST', '/custom-fields', field)).name)
})

const offer = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Oven' }] },
    {
      type: 'bulletList',
      content: [
        { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'three chambers' }] }] },
      ],
    },
  ],
}
const account = (value: unknown) => ines.json<AnyRecord>('POST', '/accounts', { name: 'Forn', [name]: value })
const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`

test('a rich text is kept as it is, found by its words, and leaves as plain text', async () => {
  const made = await account(offer)
  expect(made[name]).toEqual(offer)
  const asked = filtered({ field: name, op: 'contains', value: 'three CH' })
  expect((await ines.json<Page>('GET', `/accounts?${asked}`)).items).toMatchObject([{ id: made.id, [name]: offer }])
  const none = filtered({ field: name, op: 'contains', value: 'bulletList' })
  expect((await ines.json<Page>('GET', `/accounts?${none}`)).items).toEqual([])
  expect((await ines.json<Page>('GET', '/search?q=chambers')).items).toMatchObject([{ id: made.id }])
  const csv = await (await ines.request('GET', `/accounts/export?format=csv&fields=name,${name}&${asked}`)).text()
  expect(csv).toContain('"Oven\n- three chambers"')
})

test('sent again as it is, it is no change', async () => {
  const bold = { text: 'rye', type: 'text', marks: [{ type: 'bold' }] }
  const mixed = { type: 'doc', content: [...offer.content, { type: 'paragraph', content: [bold] }] }
  const { id, version } = await account(mixed)
  const again = { content: [...mixed.content].map(({ type, ...rest }) => ({ ...rest, type })), type: 'doc' }
  expect(await ines.json('PATCH', `/accounts/${id}`, { [name]: again })).toMatchObject({ version })
})

test('its change is told, and taken back as it was', async () => {
  const { id } = await account(offer)
  await ines.json('PATCH', `/accounts/${id}`, { [name]: 'Two chambers\nare enough' })
  const { items } = await ines.json<Timeline>('GET', `/accounts/${id}/timeline`)
  const change = items.find((item) => item.change?.verb === 'update')
  const after = {
    type: 'doc',
    content: ['Two chambers', 'are enough'].map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  }
  expect(change).toMatchObject({ change: { patch: { [name]: [offer, after] } } })
  const { items: operations } = await ines.json<Page>('GET', '/operations?limit=1')
  await ines.json('POST', `/operations/${operations[0]?.id}/reversal`, {})
  expect(await ines.json('GET', `/accounts/${id}`)).toMatchObject({ [name]: offer })
})

test('what could run or is no text is refused or left out', async () => {
  expect(await account({ type: 'doc', content: [{ type: 'html', content: [] }] })).toMatchObject({
    status: 422,
    fields: { [name]: { code: 'not_rich_text' } },
  })
  expect(await account('x'.repeat(201))).toMatchObject({ fields: { [name]: { code: 'too_long' } } })
  const linked = (href: string) => ({
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href } }] }] },
    ],
  })
  expect((await account(linked('https://a.example')))[name]).toEqual(linked('https://a.example'))
  expect(JSON.stringify((await account(linked('javascript:alert(1)')))[name])).not.toContain('javascript')
  expect((await account(null))[name]).toBeNull()
})
