import { expect, test } from 'vitest'
import { draftOf, optionsOf, storedChoices } from './field-draft.ts'

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
  expect(optionsOf({ ...draft, kind: 'mood', help: '' })).toEqual({})
})
