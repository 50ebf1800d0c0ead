import type { AnyRecord, Field, ObjectType, Page } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { openRights, type Person } from './keys.ts'
import { hookOf } from './told.ts'
import { type Tools, toolsOf } from './tools.ts'
import { openUnseen } from './unseen.ts'

/** Fields that a role hides do not exist for it, by whatever path it asks, object by object and field by field. */

const { world, records, ines } = await openUnseen()
const { model } = await world.as('ines')
const { personWith } = await openRights(world)
const hook = hookOf(world, ines)
const free = { create: 'all', read: 'all', edit: 'all', delete: 'all' } as const

/** Without these a record is none: they cannot be hidden, or its title is made of them. */
const always = [
  'id',
  'version',
  'createdAt',
  'updatedAt',
  'deletedAt',
  'createdBy',
  'updatedBy',
  'owner',
  'team',
  'firstName',
  'lastName',
  'company',
]
const objects = Object.keys(records).map((name) => model.objects.get(name) ?? expect.fail(name))
const hiddenOf = (object: ObjectType): readonly Field[] =>
  [...object.fields.values()].filter(
    ({ name, options }) => !always.includes(name) && !options.required && ![object.title].flat().includes(name),
  )

test('of every object something can be hidden', () => {
  const without = objects.filter((object) => hiddenOf(object).length === 0)
  expect(without.map(({ name }) => name)).toEqual(['opportunity_contact', 'c_machine', 'view', 'report', 'dashboard'])
})

describe.each(objects.filter((object) => hiddenOf(object).length > 0).map((object) => [object.name, object] as const))(
  '%s',
  (name, object) => {
    const fields = hiddenOf(object)
    const path = `/${object.collection}`
    const id = records[name] ?? ''
    let her: Person
    let tools: Tools
    beforeAll(async () => {
      her = await personWith({
        objects: Object.fromEntries([...model.objects.keys()].map((one) => [one, free])),
        fields: { [name]: Object.fromEntries(fields.map((field) => [field.name, 'hidden'])) },
        actions: ['export', 'mass_edit', 'import'],
      })
      tools = toolsOf(world, her)
    })
    const status = async (address: string, method = 'GET', body?: unknown) =>
      (await her.request(method, address, body)).status
    const toldStatus = async (tool: string, given: object) =>
      (await tools.call(tool, { object: name, ...given })).status

    test('is read, listed, exported and described without them', async () => {
      const record = await her.json<AnyRecord>('GET', `${path}/${id}`)
      expect(record.id).toBe(id)
      const [first] = (await her.json<{ items: AnyRecord[] }>('GET', `${path}?limit=1`)).items
      const names = fields.map((field) => field.name)
      for (const one of [record, first ?? {}]) expect(Object.keys(one).filter((key) => names.includes(key))).toEqual([])
      const whole = await (await ines.request('GET', `${path}/export?format=csv`)).text()
      const part = await (await her.request('GET', `${path}/export?format=csv`)).text()
      expect(part.split('\n')[0]?.length).toBeLessThan(whole.split('\n')[0]?.length ?? 0)
      const { paths } = await her.json<{ paths: Record<string, unknown> }>('GET', '/openapi.json')
      expect(JSON.stringify(paths[`${path}/{id}`] ?? {})).not.toMatch(
        new RegExp(`"(${names.join('|')})":\\{"(type|title|\\$ref)`),
      )
      const metadata = await her.json<{ objects: { name: string; fields: { name: string }[] }[] }>('GET', '/metadata')
      const described = metadata.objects.find((one) => one.name === name)?.fields.map((field) => field.name) ?? []
      expect(described.filter((one) => names.includes(one))).toEqual([])
    })

    test('is told by webhooks and assistants without them', async () => {
      const messages = object.settings ? [] : await hook.messages(her.role, `${name}.update`, [id])
      const told = messages.map(({ text }) => JSON.parse(text).data.record)
      const listed = await tools.call<Page>('list_records', { object: name, limit: 1 })
      const read = await tools.call<AnyRecord>('read_record', { object: name, id })
      expect([told.length, listed.items.length, read.id]).toEqual([object.settings ? 0 : 1, 1, id])
      const described = await tools.call<{ fields: { name: string }[] }>('describe_object', { object: name })
      const names = new Set(fields.map((field) => field.name))
      for (const one of [...told, ...listed.items, read])
        expect(Object.keys(one).filter((key) => names.has(key))).toEqual([])
      expect(described.fields.filter((one) => names.has(one.name))).toEqual([])
    })

    test('has a history and a timeline without them', async () => {
      const patch = Object.fromEntries(
        fields.flatMap((field) =>
          field.type.kind === 'text' && !field.options.computed ? [[field.name, 'Quimera']] : [],
        ),
      )
      await ines.request('PATCH', `${path}/${id}`, patch)
      const timeline = await (await her.request('GET', `${path}/${id}/timeline`)).text()
      expect(timeline).not.toContain('Quimera')
      expect(await tools.text('read_timeline', { object: name, id })).not.toContain('Quimera')
      expect(await tools.text('search_records', { query: 'Quimera' })).not.toContain(id)
      const found = await her.json<{ items: readonly AnyRecord[] }>('GET', '/search?q=Quimera&limit=50')
      expect(found.items.map((one) => one.id)).not.toContain(id)
    })

    test.each(fields.map((field) => [field.name, field] as const))(
      '%s is in no sort, filter, sum, report or write',
      async (field) => {
        const filter = encodeURIComponent(JSON.stringify({ field, op: 'is_not_empty' }))
        const refused = {
          filter: await status(`${path}?filter=${filter}`),
          count: await status(`${path}/count?filter=${filter}`),
          sort: await status(`${path}?sort=${field}`),
          group: await status(`${path}/aggregate?group=${field}&measures=count`),
          measure: await status(`${path}/aggregate?group=owner&measures=sum:${field}`),
          exported: await status(`${path}/export?filter=${filter}`),
          report: await status(
            `/report-results?definition=${encodeURIComponent(
              JSON.stringify({
                object: name,
                kind: 'table',
                rows: [{ field }],
                measures: [{ name: 'n', aggregate: 'count' }],
              }),
            )}`,
          ),
          write: await status(`${path}/${id}`, 'PATCH', { [field]: null }),
          massEdit: await status('/mass-edits', 'POST', {
            object: name,
            target: { ids: [id] },
            changes: [{ field, value: null }],
          }),
          'tool: list': await toldStatus('list_records', { filter: { field, op: 'is_not_empty' } }),
          'tool: sort': await toldStatus('list_records', { sort: [field] }),
          'tool: fields': await toldStatus('list_records', { fields: [field] }),
          'tool: group': await toldStatus('aggregate_records', { group: [field] }),
          'tool: measure': await toldStatus('aggregate_records', { measures: [`sum:${field}`] }),
          'tool: write': await toldStatus('update_record', { id, values: { [field]: null } }),
        }
        expect(Object.fromEntries(Object.entries(refused).filter(([, one]) => one !== 422))).toEqual({})
        // Word for word what is said of a field that there is not.
        const said = async (one: string) =>
          (await (await her.request('GET', `${path}?sort=${one}`)).text())
            .replace(`"field":"${one}"`, '"field":"FIELD"')
            .replace(/"requestId":"[^"]*"/, '')
        expect(await said(field)).toBe(await said('nowhere'))
      },
    )
  },
)
