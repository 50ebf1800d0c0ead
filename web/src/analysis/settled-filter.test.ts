import type { MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { expect, test } from 'vitest'
import { catalogueOf } from '../kernel/metadata.ts'
import { settledFilter } from './settled-filter.ts'

const field = (name: string, kind: string) => ({ name, kind })
const task = { name: 'task', collection: 'tasks', fields: [field('dueOn', 'date'), field('doneAt', 'dateTime')] }
const object = task as unknown as MetadataObject
const catalogue = catalogueOf({ version: 1, objects: [object] })
// Half past midnight of 1 February in Madrid, still January in London.
const calendar = { timeZone: 'Europe/Madrid', fiscalYearStart: 2, now: new Date('2026-01-31T23:30:00.000Z') }

const within = (name: string, from: string, to: string): Filter => ({
  and: [
    { field: name, op: 'at_least', value: from },
    { field: name, op: 'less', value: to },
  ],
})

test.each<[Filter, Filter]>([
  [{ field: 'dueOn', op: 'in', value: 'this_month' }, within('dueOn', '2026-02-01', '2026-03-01')],
  [
    { field: 'doneAt', op: 'in', value: 'this_quarter' },
    within('doneAt', '2026-01-31T23:00:00.000Z', '2026-04-30T22:00:00.000Z'),
  ],
  [
    { field: 'doneAt', op: 'on', value: 'today' },
    within('doneAt', '2026-01-31T23:00:00.000Z', '2026-02-01T23:00:00.000Z'),
  ],
  [
    { field: 'doneAt', op: 'less', value: 'today-1' },
    { field: 'doneAt', op: 'less', value: '2026-01-30T23:00:00.000Z' },
  ],
  [
    { field: 'dueOn', op: 'between', value: ['today', 'today+7'] },
    { field: 'dueOn', op: 'between', value: ['2026-02-01', '2026-02-08'] },
  ],
])('%j is settled by the calendar of the company', (filter, settled) => {
  expect(settledFilter({ not: filter }, object, catalogue, calendar)).toEqual({ not: settled })
})

test.each<Filter>([
  { field: 'dueOn', op: 'is_empty' },
  { field: 'name', op: 'is', value: 'today' },
  { some: 'nothing.task', where: { field: 'dueOn', op: 'is', value: 'today' } },
])('%j stays as it is', (filter) => {
  expect(settledFilter({ and: [filter] }, object, catalogue, calendar)).toEqual({ and: [filter] })
})
