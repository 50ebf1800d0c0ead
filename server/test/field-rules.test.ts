import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AnyRecord, type BulkResult, defineObject, type Filter, type Metadata, registry } from '@tendero/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { boolean } from '../../packages/model/src/fields/boolean.ts'
import { choice } from '../../packages/model/src/fields/choice.ts'
import { integer } from '../../packages/model/src/fields/integer.ts'
import { text } from '../../packages/model/src/fields/text.ts'
import { missingStatements } from '../src/derive/drift.ts'
import { declaredTables } from '../src/derive/schema.ts'
import { importNow } from '../src/importing/index.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { type Browser, browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

const refundable: Filter = { field: 'kind', op: 'is', value: 'return' }
const large: Filter = { field: 'pieces', op: 'greater', value: 10 }
const approved: Filter = { field: 'approved', op: 'is', value: true }

/** An object with declared rules, which only this test knows. */
const parcel = defineObject({
  name: 'parcel',
  collection: 'parcels',
  label: { en: ['Parcel', 'Parcels'], es: ['Paquete', 'Paquetes'], et: ['Pakk', 'Pakid', 'pakki'] },
  icon: 'package',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true }),
    kind: choice({
      label: ['Kind', 'Tipo', 'Liik'],
      choices: [
        { value: 'order', label: { en: 'Order', es: 'Pedido', et: 'Tellimus' } },
        { value: 'return', label: { en: 'Return', es: 'Devolución', et: 'Tagastus' } },
      ],
    }),
    pieces: integer({ label: ['Pieces', 'Piezas', 'Tükki'], readOnlyWhen: approved }),
    approved: boolean({ label: ['Approved', 'Aprobado', 'Heaks kiidetud'] }),
    reason: text({
      label: ['Reason', 'Motivo', 'Põhjus'],
      shownWhen: refundable,
      requiredWhen: large,
      default: 'none',
    }),
    witness: text({ label: ['Witness', 'Testigo', 'Tunnistaja'], requiredWhen: large }),
  },
  title: 'name',
  list: ['name', 'kind'],
  owned: true,
  access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
})

const objects = new Map([...registry, [parcel.name, parcel]])
const dataDir = mkdtempSync(join(tmpdir(), 'tendero-rules-'))
let world: World
let ines: Browser
let ana: Browser
let role: string
let rights: Record<string, object>

beforeAll(async () => {
  world = await openWorld({ objects, dataDir })
  await asOwner(world.ownerUrl, async (client) => {
    for (const statement of await missingStatements(client, declaredTables(objects))) await client.query(statement)
  })
  ines = await browserOf(world, 'ines')
  role = await world.roleId('Representative')
  const known = await ines.json<AnyRecord & { rights: Record<string, object> }>('GET', `/roles/${role}`)
  rights = { ...known.rights, objects: { ...known.rights.objects, parcel: parcel.access }, actions: ['mass_edit'] }
  await ines.json('PATCH', `/roles/${role}`, { rights })
  ana = await browserOf(world, 'ana')
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const made = (values: object) => ana.json<AnyRecord>('POST', '/parcels', { name: 'Parcel', ...values })
const changed = (id: unknown, values: object) => ana.json<AnyRecord>('PATCH', `/parcels/${id}`, values)
const refused = (field: string, code: string) => ({ status: 422, fields: { [field]: { code } } })

describe('a field that is required when', () => {
  test('is asked for when its condition is met, by a new record and by a change of either field', async () => {
    expect(await made({ pieces: 11 })).toMatchObject(refused('witness', 'required'))
    expect(await made({ pieces: 11, witness: 'Bo' })).toMatchObject({ witness: 'Bo' })
    const { id } = await made({ pieces: 3 })
    expect(await changed(id, { pieces: 12 })).toMatchObject(refused('witness', 'required'))
    expect(await changed(id, { pieces: 12, witness: 'Bo' })).toMatchObject({ pieces: 12 })
    expect(await changed(id, { witness: null })).toMatchObject(refused('witness', 'required'))
    expect(await changed(id, { name: 'Other' })).toMatchObject({ name: 'Other' })
    expect(await changed(id, { pieces: 2, witness: null })).toMatchObject({ witness: null })
  })
})

describe('a field that is shown when', () => {
  test('takes no value while it is not, and is not required then', async () => {
    expect(await made({ kind: 'order', reason: 'broken' })).toMatchObject(refused('reason', 'not_shown'))
    const { id, ...order } = await made({ kind: 'order' })
    expect(order.reason).toBeNull()
    expect(await changed(id, { pieces: 20, witness: 'Bo' })).toMatchObject({ reason: null })
    expect(await changed(id, { kind: 'return' })).toMatchObject(refused('reason', 'required'))
    expect(await changed(id, { kind: 'return', reason: 'broken' })).toMatchObject({ reason: 'broken' })
    expect(await made({ kind: 'return' })).toMatchObject({ reason: 'none' })
  })

  test('keeps what it holds when it is shown no more', async () => {
    const { id } = await made({ kind: 'return', reason: 'too small' })
    expect(await changed(id, { kind: 'order' })).toMatchObject({ reason: 'too small' })
    expect(await changed(id, { kind: 'return' })).toMatchObject({ reason: 'too small' })
  })
})

describe('a field that is read-only when', () => {
  test('keeps its value as long as its condition stays met', async () => {
    const { id } = await made({ pieces: 4, approved: true })
    expect(await changed(id, { pieces: 5 })).toMatchObject(refused('pieces', 'read_only'))
    expect(await changed(id, { pieces: 4 })).toMatchObject({ pieces: 4 })
    expect(await changed(id, { pieces: 5, approved: false })).toMatchObject({ pieces: 5 })
    expect(await changed(id, { pieces: 6, approved: true })).toMatchObject({ pieces: 6, approved: true })
  })
})

test('a change of many is refused for those whose rules it breaks', async () => {
  const free = await made({ pieces: 1 })
  const fixed = await made({ pieces: 1, approved: true })
  const answer = await ana.json<BulkResult>('POST', '/parcels/bulk', {
    update: [free, fixed].map(({ id }) => ({ id, pieces: 2 })),
  })
  expect(answer.results).toMatchObject([
    { ok: true },
    { ok: false, problem: { fields: { pieces: { code: 'read_only' } } } },
  ])
})

test('an import is bound by them, row by row', async () => {
  const csv =
    'Name,Kind,Pieces,Reason,Witness\nA,order,1,,\nB,order,1,broken,\nC,return,11,broken,\nD,return,11,broken,Bo\n'
  const run = await importNow(world.kernel, await world.as('ines'), {
    object: 'parcel',
    name: 'parcels.csv',
    content: (async function* () {
      yield Buffer.from(csv)
    })(),
    setUp: ({ setup }) => setup,
  })
  expect(run.rows).toMatchObject({ created: 2, bad: 2 })
  expect(run.problems).toMatchObject([
    { row: 2, field: 'reason', code: 'not_shown' },
    { row: 3, field: 'witness', code: 'required' },
  ])
})

test('they are undone like any change', async () => {
  const { id } = await made({ pieces: 4 })
  await changed(id, { approved: true })
  await changed(id, { approved: false, pieces: 5 })
  const answer = await ana.json<{ items: readonly { id: string }[] }>('GET', '/operations?limit=1')
  expect((await ana.request('POST', `/operations/${answer.items[0]?.id}/reversal`, {})).status).toBeLessThan(300)
  expect(await ana.json('GET', `/parcels/${id}`)).toMatchObject({ pieces: 4, approved: true })
})

describe('the description', () => {
  const fieldOf = async (who: Browser, name: string) =>
    (await who.json<Metadata>('GET', '/metadata')).objects
      .find((object) => object.name === 'parcel')
      ?.fields.find((field) => field.name === name)

  test('tells of rules, their values read', async () => {
    expect(await fieldOf(ana, 'witness')).toMatchObject({
      required: false,
      requiredWhen: { field: 'pieces', op: 'greater', takes: 'value', type: 'bigint', operands: [10] },
    })
    const document = await ana.json<AnyRecord>('GET', '/openapi.json')
    const { schemas } = document.components as { schemas: Record<string, { properties: Record<string, object> }> }
    expect(schemas.ParcelInput?.properties.reason).toMatchObject({
      'x-shown-when': refundable,
      'x-required-when': large,
    })
    expect(schemas.ParcelInput?.properties.name).not.toHaveProperty('x-required-when')
  })

  test('does not tell of what hangs on a hidden field, and that binds nobody to whom it is hidden', async () => {
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: { parcel: { pieces: 'hidden' } } } })
    expect(await fieldOf(ana, 'witness')).not.toHaveProperty('requiredWhen')
    expect(await fieldOf(ana, 'reason')).toHaveProperty('shownWhen')
    const { id } = await ines.json<AnyRecord>('POST', '/parcels', { name: 'Heavy', pieces: 30, witness: 'Ines' })
    expect(await changed(id, { witness: null })).toMatchObject({ witness: null })
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })
})

describe('a custom field with rules', () => {
  const field = (label: string, kind: string, options: object, more: object = {}) =>
    ines.json<AnyRecord>('POST', '/custom-fields', { object: 'account', label, kind, options, ...more })
  const account = (values: object) => ines.json<AnyRecord>('POST', '/accounts', { name: 'Rules', ...values })

  test('is bound as declared ones are, and required only where it is shown', async () => {
    const choices = ['gold', 'plain'].map((value) => ({ value, label: value }))
    await field('Tier', 'choice', { choices })
    const shownWhen: Filter = { field: 'c_tier', op: 'any_of', value: ['gold'] }
    await field('Concierge', 'text', { shownWhen }, { required: true })
    expect(await account({ c_tier: 'gold' })).toMatchObject(refused('c_concierge', 'required'))
    expect(await account({ c_tier: 'plain', c_concierge: 'Eva' })).toMatchObject(refused('c_concierge', 'not_shown'))
    const { id } = await account({ c_tier: 'plain' })
    expect(await ines.json('PATCH', `/accounts/${id}`, { c_tier: 'gold' })).toMatchObject(
      refused('c_concierge', 'required'),
    )
  })

  test('holds on to the fields that its rules look at', async () => {
    const { items } = await ines.json<{ items: readonly AnyRecord[] }>('GET', '/custom-fields')
    const tier = items.find(({ name }) => name === 'c_tier')
    expect(await ines.json('DELETE', `/custom-fields/${tier?.id}`)).toMatchObject({
      status: 409,
      code: 'field_in_use',
      details: { fields: [{ field: 'c_concierge' }] },
    })
  })

  test.each([
    ['another record', { field: 'owner.name', op: 'is', value: 'Ana' }, 'invalid_rule'],
    ['records that point to it', { some: 'contact.account' }, 'invalid_rule'],
    ['what is worked out', { field: 'createdAt', op: 'is_empty' }, 'invalid_rule'],
    ['no field', { field: 'nothing', op: 'is_empty' }, 'invalid_rule'],
    ['the words of an address', { field: 'address', op: 'contains', value: 'Palma' }, 'invalid_rule'],
    ['itself', { field: 'c_wrong', op: 'is_empty' }, 'own_rule'],
  ])('is refused with a rule that looks at %s', async (_what, requiredWhen, code) => {
    expect(await field('Wrong', 'text', { requiredWhen })).toMatchObject(refused('options', code))
  })
})
