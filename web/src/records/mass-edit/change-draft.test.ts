import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { type ChangeDraft, changesOf, noChange, waysOf } from './change-draft.ts'

const field = (name: string, kind: string, more: Partial<MetadataField> = {}) =>
  ({ name, kind, label: name, required: false, raisable: false, ...more }) as MetadataField

const object = {
  fields: [field('sector', 'text'), field('amount', 'integer', { raisable: true }), field('open', 'boolean')],
} as unknown as MetadataObject

const draft = (change: Partial<ChangeDraft>): ChangeDraft => ({ ...noChange, ...change })

test.each([
  ['a value', draft({ field: 'sector', value: 'wood' }), [{ field: 'sector', value: 'wood' }]],
  ['a no, which is a value', draft({ field: 'open', value: false }), [{ field: 'open', value: false }]],
  ['nothing', draft({ field: 'sector', way: 'empty', value: 'left over' }), [{ field: 'sector', value: null }]],
  ['a percentage', draft({ field: 'amount', way: 'raise', percent: '-5' }), [{ field: 'amount', raiseBy: '-5' }]],
  ['a value that was not given', draft({ field: 'sector' }), undefined],
  ['a percentage that was not given', draft({ field: 'amount', way: 'raise' }), undefined],
  ['no field', noChange, undefined],
])('a field gets %s', (_, given, changes) => {
  expect(changesOf(object, [given])).toEqual(changes)
})

test('an unfinished change holds up the others, and without any there is nothing to do', () => {
  expect(changesOf(object, [draft({ field: 'sector', value: 'wood' }), noChange])).toBeUndefined()
  expect(changesOf(object, [])).toBeUndefined()
})

test('what is required is not emptied, and only numbers are raised', () => {
  expect(waysOf(field('name', 'text', { required: true }))).toEqual(['value'])
  expect(waysOf(field('sector', 'text'))).toEqual(['value', 'empty'])
  expect(waysOf(field('amount', 'integer', { raisable: true }))).toEqual(['value', 'empty', 'raise'])
})
