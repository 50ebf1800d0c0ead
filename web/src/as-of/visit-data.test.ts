import type { TimelineItem } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { newsIn } from './visit-data.ts'

const item = (
  at: string,
  by: string,
  fields: readonly string[],
  verb: 'update' | 'create' = 'update',
): TimelineItem => ({
  id: at,
  kind: 'change',
  at,
  change: {
    verb,
    patch: Object.fromEntries(fields.map((name) => [name, [null, 1]])),
    titles: {},
    by: { id: by, name: by.toUpperCase() },
    through: 'screen',
    operationId: 'o',
  },
})

test('news are what others changed after the last visit', () => {
  const items = [
    item('2026-03-05T10:00:00Z', 'ana', ['stage', 'amount']),
    item('2026-03-04T10:00:00Z', 'me', ['name']),
    item('2026-03-03T10:00:00Z', 'bo', ['amount']),
    item('2026-03-01T10:00:00Z', 'bo', ['closeOn']),
  ]
  expect(newsIn(items, '2026-03-02T00:00:00Z', 'me')).toEqual({
    since: '2026-03-02T00:00:00Z',
    fields: ['stage', 'amount'],
    people: ['ANA', 'BO'],
  })
  expect(newsIn(items, '2026-03-05T10:00:00Z', 'me')).toBeUndefined()
  expect(newsIn([item('2026-03-05T10:00:00Z', 'me', ['name'])], '2026-03-02T00:00:00Z', 'me')).toBeUndefined()
})
