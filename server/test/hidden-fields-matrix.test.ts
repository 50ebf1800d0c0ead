import type { AnyRecord, Field, ObjectType } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from './http.ts'
import { openRights } from './keys.ts'
import { openUnseen } from './unseen.ts'

/** Fields that a role hides do not exist for it, by whatever path it asks, object by object and field by field. */

const { world, records, ines } = await openUnseen()
const { model } = await world.as('ines')
const { personWith } = await openRights(world)
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
    let her: Browser
    beforeAll(async () => {
      her = await personWith({
        objects: Object.fromEntries([...model.objects.keys()].map((one) => [one, free])),
        fields: { [name]: Object.fromEntries(fields.map((field) => [field.name, 'hidden'])) },
        actions: ['export', 'mass_edit', 'import'],
      })
    })
    const status = async (address: string, method = 'GET', body?: unknown) =>
      (await her.request(method, address, body)).status

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

    test('has a history and a timeline without them', async () => {
      const patch = Object.fromEntries(
        fields.flatMap((field) =>
          field.type.kind === 'text' && !field.options.computed ? [[field.name, 'Quimera']] : [],
        ),
      )
      await ines.request('PATCH', `${path}/${id}`, patch)
      const timeline = await (await her.request('GET', `${path}/${id}/timeline`)).text()
      expect(timeline).not.toContain('Quimera')
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
