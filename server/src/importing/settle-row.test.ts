import { objects } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import type { FieldPlan, ImportPlan } from './import-plan.ts'
import type { RowReading } from './read-row.ts'
import { draftValues, type Knowledge, settleRow } from './settle-row.ts'

const { account, opportunity, contact } = objects
const row = { number: 7, cells: [] }
const model = { catalogue: new Map() } as unknown as WorkspaceModel

function fieldPlan(object: keyof typeof objects, name: string, create = false): FieldPlan {
  const field = objects[object].fields.get(name)
  const target = objects[(field?.options.object ?? 'account') as keyof typeof objects]
  if (!field) throw new Error('no such field')
  return { field, parts: [], reference: { target, keys: target.keys, create }, splits: false }
}

function planOf(changed: Partial<ImportPlan> = {}): ImportPlan {
  const format = {
    encoding: 'utf-8',
    delimiter: ',',
    quote: '"',
    decimal: '.',
    dateOrder: 'ymd',
    header: true,
  } as const
  const setup = { object: 'account', format, mapping: [] }
  return { object: account, setup, fields: [], companions: [], updateBy: undefined, required: ['name'], ...changed }
}

function knowing(changed: Partial<Knowledge> = {}): Knowledge & { readonly missed: string[] } {
  const missed: string[] = []
  return {
    model,
    candidates: () => [],
    existing: () => [],
    merged: () => [],
    seenBefore: () => undefined,
    standIn: () => undefined,
    comesInFile: () => false,
    draft: () => undefined,
    newId: (number) => `new-${number}`,
    missing: (field, word) => void missed.push(`${field} ${word}`),
    refusal: () => undefined,
    ...changed,
    missed,
  }
}

const reading = (values: Record<string, unknown>, more: Partial<RowReading> = {}): RowReading => ({
  values,
  references: [],
  companions: [],
  problems: [],
  ...more,
})

describe('a row', () => {
  test('makes a record with an id that follows from the row', () => {
    expect(settleRow(planOf(), row, reading({ name: 'A' }), knowing())).toEqual({
      row,
      what: 'create',
      companions: [],
      id: 'new-7',
      values: { name: 'A' },
    })
  })

  test('without what a record needs is refused', () => {
    expect(settleRow(planOf(), row, reading({}), knowing())).toMatchObject({
      what: 'bad',
      problems: [{ field: 'name', code: 'required' }],
    })
  })

  test('changes the one record that has its key, but not what only a new record may be given', () => {
    const plan = planOf({ object: opportunity, updateBy: opportunity.fields.get('externalId') })
    const values = { externalId: 'X', name: 'B', id: 'given' }
    expect(settleRow(plan, row, reading(values), knowing({ existing: () => ['found'] }))).toEqual({
      row,
      what: 'update',
      companions: [],
      id: 'found',
      values: { externalId: 'X', name: 'B' },
    })
  })

  test.each([
    ['several records', { existing: () => ['a', 'b'] }, { code: 'ambiguous_key', details: { records: 2 } }],
    ['an earlier row', { seenBefore: () => 3 }, { code: 'duplicate_in_file', details: { row: 3 } }],
  ])('whose key %s has is refused', (_what, known, problem) => {
    const plan = planOf({ updateBy: account.fields.get('externalId') })
    expect(settleRow(plan, row, reading({ name: 'A', externalId: 'X' }), knowing(known))).toMatchObject({
      what: 'bad',
      problems: [{ field: 'externalId', value: 'X', ...problem }],
    })
  })

  const parent = { plan: fieldPlan('account', 'parent'), text: 'Acme' }
  test.each([
    ['one record', { candidates: () => ['id'] }, { what: 'create', values: { name: 'A', parent: 'id' } }],
    ['several', { candidates: () => ['a', 'b'] }, { what: 'bad', problems: [{ field: 'parent', code: 'ambiguous' }] }],
    ['none', {}, { what: 'bad', problems: [{ field: 'parent', value: 'Acme', code: 'not_found' }] }],
    ['a later row', { comesInFile: () => true }, { what: 'create', values: { name: 'A' } }],
  ])('that refers to %s', (_what, known, expected) => {
    const outcome = settleRow(planOf(), row, reading({ name: 'A' }, { references: [parent] }), knowing(known))
    expect(outcome).toMatchObject(expected)
  })

  test('notes the words that were not found, and asks for records to be made of those that may be', () => {
    const known = knowing({ draft: () => 'draft' })
    settleRow(planOf(), row, reading({ name: 'A' }, { references: [parent] }), known)
    expect(known.missed).toEqual(['parent Acme'])
    const made = { plan: fieldPlan('account', 'parent', true), text: 'Acme' }
    expect(settleRow(planOf(), row, reading({ name: 'A' }, { references: [made] }), known)).toMatchObject({
      values: { parent: 'draft' },
    })
  })

  test('takes the pipeline of its stage, and the stage of its pipeline when two have the same name', () => {
    const stages = new Map([
      ['s1', { id: 's1', deleted_at: null, pipeline_id: 'p1' }],
      ['s2', { id: 's2', deleted_at: null, pipeline_id: 'p2' }],
    ])
    const stage = fieldPlan('opportunity', 'stage')
    const plan = planOf({ object: opportunity, fields: [stage], required: [] })
    const at = (ids: readonly string[], values: Record<string, unknown>) =>
      settleRow(
        plan,
        row,
        reading(values, { references: [{ plan: stage, text: 'Won' }] }),
        knowing({
          model: { catalogue: new Map([['stage', stages]]) } as unknown as WorkspaceModel,
          candidates: () => ids,
        }),
      )
    expect(at(['s1'], {})).toMatchObject({ values: { stage: 's1', pipeline: 'p1' } })
    expect(at(['s1', 's2'], { pipeline: 'p2' })).toMatchObject({ values: { stage: 's2', pipeline: 'p2' } })
    expect(at(['s1', 's2'], {})).toMatchObject({ problems: [{ code: 'ambiguous' }] })
  })
})

test('a record made for a word has it as its title, or as the key that was asked for', () => {
  const of = (plan: FieldPlan, text: string) => draftValues({ plan, text })
  const byKey = (plan: FieldPlan, key: string): FieldPlan =>
    plan.reference ? { ...plan, reference: { ...plan.reference, keys: [key] } } : plan
  const person = {
    ...fieldPlan('opportunity', 'account'),
    reference: { target: contact, keys: contact.keys, create: true },
  }
  expect(of(fieldPlan('account', 'parent'), 'Acme')).toEqual({ name: 'Acme' })
  expect(of(byKey(fieldPlan('account', 'parent'), 'externalId'), 'X-1')).toEqual({ name: 'X-1', externalId: 'X-1' })
  expect(of(person, 'Ana Ruiz Gil')).toEqual({ firstName: 'Ana', lastName: 'Ruiz Gil' })
})
