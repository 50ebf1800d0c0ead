import { expect, test } from 'vitest'
import type { CatalogueRecord } from '../kernel/workspace-model.ts'
import { stageBook } from './stage-book.ts'

const row = (id: string, values: Record<string, unknown>): CatalogueRecord => ({ id, deleted_at: null, ...values })

const catalogue = new Map<string, ReadonlyMap<string, CatalogueRecord>>([
  [
    'pipeline',
    new Map([
      ['second', row('second', { position: 1, default: false })],
      ['first', row('first', { position: 0, default: false })],
      ['gone', { ...row('gone', { position: 2, default: true }), deleted_at: '2026-01-01' }],
    ]),
  ],
  [
    'stage',
    new Map(
      [
        row('won', {
          pipeline_id: 'first',
          position: 0,
          category: 'won',
          probability: '100',
          forecast_category: 'closed',
        }),
        row('b', {
          pipeline_id: 'first',
          position: 2,
          category: 'open',
          probability: '25.5',
          forecast_category: 'pipeline',
        }),
        row('a', {
          pipeline_id: 'first',
          position: 1,
          category: 'open',
          probability: '10',
          forecast_category: 'pipeline',
          required_fields: ['amount'],
          max_age: 30,
        }),
        row('only', {
          pipeline_id: 'second',
          position: 0,
          category: 'won',
          probability: '100',
          forecast_category: 'closed',
        }),
      ].map((one) => [one.id, one] as const),
    ),
  ],
])

test('a pipeline begins at its first open stage, or at the first of any kind', () => {
  const book = stageBook(catalogue)
  expect(book.first('first')?.id).toBe('a')
  expect(book.first('second')?.id).toBe('only')
  expect(book.first('nowhere')).toBeUndefined()
})

test('the default pipeline is one in use', () => {
  expect(stageBook(catalogue).defaultPipeline).toBe('first')
  expect(stageBook(new Map()).defaultPipeline).toBeUndefined()
})

test('stages come in the order of pipelines and positions, in exact form', () => {
  const book = stageBook(catalogue)
  expect(book.stages.map((stage) => stage.id)).toEqual(['won', 'a', 'b', 'only'])
  expect(book.stage('a')).toMatchObject({ probability: 10, requiredFields: ['amount'], maxAge: 30, inUse: true })
  expect(book.stage('b')).toMatchObject({ probability: 25.5, requiredFields: [], maxAge: null })
})
