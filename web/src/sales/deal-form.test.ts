import { expect, test } from 'vitest'
import { dealForm } from './deal-form.ts'
import type { Stage } from './stages.ts'

const stage = (id: string, pipeline: string): Stage => ({
  id,
  pipeline,
  name: `Stage ${id}`,
  category: 'open',
  probability: 10,
  requiredFields: [],
  maxAge: null,
  limit: null,
})
const pipelines = [
  { id: 'P', name: 'Projects', isDefault: false },
  { id: 'S', name: 'Sales', isDefault: true },
]
const form = dealForm(pipelines, [stage('p1', 'P'), stage('s1', 'S'), stage('p2', 'P'), stage('s2', 'S')])

test('a new deal begins in the first stage of the default pipeline', () => {
  expect(form.first).toEqual({
    values: { pipeline: 'S', stage: 's1' },
    titles: { pipeline: 'Sales', stage: 'Stage s1' },
  })
})

test('another pipeline brings its first stage, a stage its pipeline', () => {
  expect(form.follow('pipeline', { pipeline: 'P', stage: 's2' }).values).toEqual({ pipeline: 'P', stage: 'p1' })
  expect(form.follow('stage', { pipeline: 'S', stage: 'p2' }).values).toEqual({ pipeline: 'P', stage: 'p2' })
})

test('nothing follows from other fields, or from the pipeline that the stage is of', () => {
  expect(form.follow('name', { name: 'Oven', stage: 's2', pipeline: 'S' }).values).toEqual({})
  expect(form.follow('pipeline', { pipeline: 'S', stage: 's2' }).values).toEqual({})
})

test('a company without stages begins with nothing', () => {
  expect(dealForm([], []).first).toEqual({ values: {}, titles: {} })
})
