import { expect, test } from 'vitest'
import { draftOf, isComplete, optionsOf, storedChoices } from './field-draft.ts'

const empty = draftOf(undefined, 'choice')
const choice = (label: string, value = '') => ({ value, label, color: 'blue', key: label })

test('a new choice gets a value from its label, and none is given twice', () => {
  expect(storedChoices([choice('Café con leche'), choice('Cafe, con leche'), choice(''), choice('Õhk')])).toEqual([
    { value: 'cafe_con_leche', label: 'Café con leche', color: 'blue' },
    { value: 'cafe_con_leche_2', label: 'Cafe, con leche', color: 'blue' },
    { value: 'ohk', label: 'Õhk', color: 'blue' },
  ])
})

test('a renamed choice keeps its value', () => {
  expect(storedChoices([choice('Renamed', 'old'), choice('Old')])).toMatchObject([{ value: 'old' }, { value: 'old_2' }])
})

test('only the options that a kind knows are stored', () => {
  const draft = { ...empty, minimum: '1', maximum: '5', scale: '2', maxLength: '80', object: 'account', help: ' Why ' }
  expect(optionsOf({ ...draft, kind: 'decimal' })).toEqual({
    minimum: 1,
    maximum: 5,
    scale: 2,
    help: ['Why', 'Why', 'Why'],
  })
  expect(optionsOf({ ...draft, kind: 'text', help: '' })).toEqual({ maxLength: 80 })
  expect(optionsOf({ ...draft, kind: 'reference', help: '' })).toEqual({ object: 'account' })
  expect(optionsOf({ ...draft, kind: 'references', help: '' })).toEqual({ object: 'account' })
  expect(optionsOf({ ...draft, kind: 'mood', help: '' })).toEqual({})
})

test('an automatic number is complete with a pattern, and numbers what is there unless told otherwise', () => {
  const draft = { ...draftOf(undefined, 'autoNumber'), label: 'Number' } as const
  expect(optionsOf(draft)).toEqual({ pattern: '{0000}', numberExisting: true })
  expect(isComplete(draft)).toBe(true)
  expect(isComplete({ ...draft, pattern: 'A-{YYYY}' })).toBe(false)
  expect(optionsOf({ ...draft, pattern: 'A-{0}', startAt: '40', numberExisting: false })).toEqual({
    pattern: 'A-{0}',
    startAt: 40,
  })
})

test('a roll-up is stored without what its measure does not need, and is complete when all is chosen', () => {
  const rollUp = { of: 'opportunity.account', measure: 'sum', field: '', kept: false } as const
  const draft = { ...empty, kind: 'rollUp', label: 'Worth', rollUp } as const
  expect(isComplete(draft)).toBe(false)
  expect(isComplete({ ...draft, rollUp: { ...rollUp, field: 'amount' } })).toBe(true)
  expect(optionsOf({ ...draft, rollUp: { ...rollUp, measure: 'count', field: 'amount', kept: true } })).toEqual({
    rollUp: { of: 'opportunity.account', measure: 'count', kept: true },
  })
  expect(isComplete({ ...draft, kind: 'formula', formula: ' ' })).toBe(false)
  expect(optionsOf({ ...draft, kind: 'formula', formula: ' amount * 2 ' })).toEqual({ formula: 'amount * 2' })
})
