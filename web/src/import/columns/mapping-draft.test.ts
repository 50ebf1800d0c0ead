import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { expect, test } from 'vitest'
import {
  assigned,
  canBeMade,
  changed,
  fillable,
  keyFields,
  mappingsOf,
  missingRequired,
  withConstant,
} from './mapping-draft.ts'

function field(name: string, more: Partial<MetadataField> = {}): MetadataField {
  return {
    name,
    kind: 'text',
    label: name,
    help: null,
    required: false,
    readOnly: false,
    createOnly: false,
    hidden: false,
    custom: false,
    system: false,
    imported: true,
    raisable: false,
    sortable: true,
    groupable: true,
    aggregates: [],
    operators: [],
    ...more,
  }
}

function object(name: string, fields: readonly MetadataField[], more: Partial<MetadataObject> = {}): MetadataObject {
  return {
    name,
    collection: `${name}s`,
    label: { one: name, many: `${name}s`, afterNumber: `${name}s` },
    icon: 'user',
    title: 'name',
    list: [],
    form: [],
    identifying: [],
    board: null,
    span: null,
    owned: true,
    assigned: false,
    timeline: false,
    searchable: true,
    settings: false,
    parent: [],
    activity: null,
    template: false,
    madeFrom: null,
    keys: [],
    layouts: {},
    filters: [],
    can: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
    fields,
    ...more,
  }
}

const id = field('id', { kind: 'identifier', hidden: true, system: true, required: true })
const name = field('name', { required: true })
const amount = field('amount', { kind: 'money' })
const pipeline = field('pipeline', { kind: 'reference', required: true })
const probability = field('probability', { kind: 'percent', readOnly: true })
const deal = object('opportunity', [id, name, amount, pipeline, probability], { keys: ['externalId', 'name'] })

test('a field is filled by one column: another one lets go of it', () => {
  const first = assigned([], 0, { field: name, part: 0 })
  const second = assigned(first, 3, { field: name, part: 0 })
  expect(second).toEqual([{ column: 3, field: 'name' }])
  expect(assigned(second, 3, null, second[0])).toEqual([])
  expect(assigned(second, 3, { field: amount, part: 0 })).toHaveLength(2)
})

test('the parts of a field are filled by different columns', () => {
  const both = assigned(assigned([], 0, { field: amount, part: 0 }), 1, { field: amount, part: 1 })
  expect(both).toEqual([
    { column: 0, field: 'amount' },
    { column: 1, field: 'amount', part: 1 },
  ])
  expect(mappingsOf(both, 1)).toMatchObject([{ part: 1 }])
})

test('a changed mapping keeps the others as they are', () => {
  const mapping = assigned(assigned([], 0, { field: name, part: 0 }), 1, { field: pipeline, part: 0 })
  const [first, second] = mapping
  if (!second) throw new Error('two were mapped')
  expect(changed(mapping, second, { create: true })).toEqual([first, { column: 1, field: 'pipeline', create: true }])
})

test('what is required is missing until a column or a constant fills it', () => {
  expect(missingRequired(deal, []).map((one) => one.name)).toEqual(['name', 'pipeline'])
  const filled = withConstant(assigned([], 0, { field: name, part: 0 }), 'pipeline', 'some id')
  expect(missingRequired(deal, filled)).toEqual([])
  expect(withConstant(filled, 'pipeline', undefined)).toHaveLength(1)
})

test('a whole name stands for first and last name', () => {
  const whole = field('name', { readOnly: true, required: true })
  const contact = object('contact', [id, whole, field('firstName', { required: true }), field('lastName')])
  expect(fillable(contact).map((one) => one.name)).toEqual(['id', 'name', 'firstName', 'lastName'])
  expect(missingRequired(contact, []).map((one) => one.name)).toEqual(['firstName'])
  expect(missingRequired(contact, assigned([], 0, { field: whole, part: 0 }))).toEqual([])
})

test('existing records are found by mapped fields, the keys of the object first', () => {
  const mapping = assigned(assigned([], 0, { field: amount, part: 0 }), 1, { field: name, part: 0 })
  expect(keyFields(deal, mapping).map((one) => one.name)).toEqual(['name'])
})

test('what needs more than a name is not made because a file refers to it', () => {
  expect(canBeMade(deal)).toBe(false)
  expect(canBeMade(object('team', [id, name]))).toBe(true)
})
