import { describe, expect, test } from 'vitest'
import { arrange, inLayoutOrder, type Layout } from './layout.ts'

const layout: Layout = {
  sections: [
    { title: 'Who', columns: 2, fields: ['name', 'phone', 'gone'] },
    { title: 'Empty', columns: 1, fields: ['gone'] },
    { title: null, columns: 1, fields: ['city', 'name'] },
  ],
  hidden: ['notes', 'secret'],
  related: ['task.account', 'contact.account'],
  hiddenRelated: ['call.account'],
}

describe('the sections of a layout', () => {
  test('hold the fields that there are, each once; what nobody placed comes last', () => {
    expect(arrange(layout, ['city', 'name', 'new', 'notes', 'phone'])).toEqual([
      { title: 'Who', columns: 2, fields: ['name', 'phone'], rest: false },
      { title: null, columns: 1, fields: ['city'], rest: false },
      { title: null, columns: 1, fields: ['new'], rest: true },
    ])
  })

  test('never leave out what is needed', () => {
    expect(arrange(layout, ['notes', 'secret'], new Set(['secret']))).toEqual([
      { title: null, columns: 1, fields: ['secret'], rest: true },
    ])
  })

  test('lose nothing and show nothing twice, whatever a layout says', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    let seed = 7
    const next = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    const some = () => names.filter(() => next(2) === 0).toSorted(() => next(3) - 1)
    for (let round = 0; round < 500; round += 1) {
      const sections = Array.from({ length: next(4) }, () => ({ title: null, columns: 1 as const, fields: some() }))
      const any = { sections, hidden: some() }
      const [fields, needed] = [some(), new Set(some())]
      const shown = arrange(any, fields, needed).flatMap((section) => section.fields)
      expect(new Set(shown).size).toBe(shown.length)
      const placed = new Set(sections.flatMap((section) => section.fields))
      const wanted = fields.filter((name) => placed.has(name) || needed.has(name) || !any.hidden.includes(name))
      expect(shown.toSorted()).toEqual(wanted.toSorted())
    }
  })
})

test('lists come in the order of the layout, unknown ones behind, and without those left out', () => {
  const lists = ['call.account', 'lead.account', 'contact.account', 'task.account']
  expect(inLayoutOrder(layout, lists, (name) => name)).toEqual(['task.account', 'contact.account', 'lead.account'])
  expect(inLayoutOrder({ sections: [], hidden: [] }, lists, (name) => name)).toEqual(lists)
})
