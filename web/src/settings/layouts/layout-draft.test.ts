import { describe, expect, test } from 'vitest'
import {
  changedSection,
  entryRows,
  layoutOf,
  partsOf,
  type Row,
  reordered,
  rowsOf,
  toggled,
  withoutSection,
  withSection,
} from './layout-draft.ts'

const none: ReadonlySet<string> = new Set()
const layout = {
  sections: [
    { title: 'Who', columns: 2 as const, fields: ['name', 'phone'] },
    { title: null, columns: 1 as const, fields: ['city'] },
  ],
  hidden: ['notes'],
}
const rows = rowsOf(layout, ['city', 'name', 'phone', 'notes'], none)
const ids = (of: readonly Row[]) => of.map(({ id }) => id)

test('a layout is the same after it was opened', () => {
  expect(ids(rows)).toEqual(['section 0', 'name', 'phone', 'section 1', 'city', 'left out', 'notes'])
  expect(layoutOf(rows)).toEqual(layout)
})

test('what nobody placed stands in a section of its own, and what must be filled in too', () => {
  const more = rowsOf(layout, ['city', 'name', 'phone', 'notes', 'new'], new Set(['notes']))
  expect(layoutOf(more)).toEqual({
    sections: [...layout.sections, { title: null, columns: 1, fields: ['notes', 'new'] }],
    hidden: [],
  })
})

test('an object without fields has a section all the same', () => {
  expect(ids(rowsOf({ sections: [], hidden: [] }, [], none))).toEqual(['section 0', 'left out'])
})

describe('moved', () => {
  const moved = (order: readonly string[], needed = none) => layoutOf(reordered(rows, order, needed))

  test('a field goes to the section it stands beneath', () => {
    const order = ['section 0', 'name', 'section 1', 'city', 'phone', 'left out', 'notes']
    expect(moved(order).sections.map(({ fields }) => fields)).toEqual([['name'], ['city', 'phone']])
  })

  test('a heading takes the fields beneath it', () => {
    const order = ['section 0', 'name', 'section 1', 'phone', 'city', 'left out', 'notes']
    expect(moved(order).sections[1]).toEqual({ title: null, columns: 1, fields: ['phone', 'city'] })
  })

  test('nothing stands above the first heading, and no heading among what is left out', () => {
    const order = ['name', 'section 0', 'phone', 'city', 'left out', 'section 1', 'notes']
    expect(moved(order)).toEqual({
      sections: [{ title: 'Who', columns: 2, fields: ['name', 'phone', 'city'] }],
      hidden: ['notes'],
    })
  })

  test('what must be filled in comes back', () => {
    const order = ['section 0', 'phone', 'section 1', 'city', 'left out', 'notes', 'name']
    expect(moved(order, new Set(['name'])).hidden).toEqual(['notes'])
    expect(moved(order).hidden).toEqual(['notes', 'name'])
  })
})

test('a field is left out and taken in again', () => {
  const out = toggled(rows, 'phone')
  expect(layoutOf(out).hidden).toEqual(['phone', 'notes'])
  expect(layoutOf(toggled(out, 'phone')).sections.at(-1)?.fields).toEqual(['city', 'phone'])
})

test('sections are added, named and removed; no field is lost', () => {
  const more = changedSection(withSection(rows), 'section 2', { title: ' Where ', columns: 2 })
  expect(ids(more).slice(5, 7)).toEqual(['section 2', 'left out'])
  expect(layoutOf(more)).toEqual(layout)
  const filled = reordered(
    more,
    ['section 0', 'name', 'phone', 'section 1', 'section 2', 'city', 'left out', 'notes'],
    none,
  )
  expect(layoutOf(filled).sections[1]).toEqual({ title: 'Where', columns: 2, fields: ['city'] })
  expect(layoutOf(withoutSection(filled, 'section 0')).sections.map(({ fields }) => fields)).toEqual([
    ['name', 'phone'],
    ['city'],
  ])
})

test('lists stand in their order without sections', () => {
  const { shown, hidden } = partsOf(toggled(entryRows(['a', 'b'], ['c']), 'a'))
  expect([ids(shown), ids(hidden)]).toEqual([['b'], ['a', 'c']])
})
