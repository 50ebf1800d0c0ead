import { expect, test } from 'vitest'
import { closeDayOf } from './close-day.ts'

const record = { id: '1', version: 1, createdAt: '', updatedAt: '', closeOn: '2026-03-31' }

test('a closed deal tells the day it closed, an open one the day that is planned', () => {
  expect(closeDayOf('closeOn', record)).toBe('closeOn')
  expect(closeDayOf('closeOn', { ...record, closedOn: null })).toBe('closeOn')
  expect(closeDayOf('closeOn', { ...record, closedOn: '2026-03-02' })).toBe('closedOn')
  expect(closeDayOf('amount', { ...record, closedOn: '2026-03-02' })).toBe('amount')
})
