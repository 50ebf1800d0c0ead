import type { PipelineReport } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { headline, isEmpty, teamAndBelow } from './report-data.ts'

const stage = (category: 'open' | 'won' | 'lost', count: number, value: number, weighted = 0) => ({
  stage: category,
  title: category,
  category,
  probability: 0,
  count,
  value,
  weighted,
})
const report = (funnel: PipelineReport['funnel']): PipelineReport => ({
  currency: 'EUR',
  funnel,
  months: [],
  quarters: [],
  teams: [],
  owners: [],
  reasons: [],
  cohorts: [],
  expectedUntil: null,
})

test('the figures over the report come from the stages', () => {
  const figures = headline(
    report([stage('open', 2, 1000, 250), stage('open', 1, 500, 400), stage('won', 3, 900), stage('lost', 1, 0)]),
  )
  expect(figures).toMatchObject({ open: 1500, openCount: 3, weighted: 650, won: 900, winRate: 0.75, average: 300 })
})

test('without closed deals there is neither rate nor average', () => {
  expect(headline(report([stage('open', 1, 5)]))).toMatchObject({ winRate: undefined, average: undefined })
})

test('a report without deals is empty', () => {
  expect(isEmpty(report([stage('open', 0, 0)]))).toBe(true)
  expect(isEmpty(report([stage('open', 1, 0)]))).toBe(false)
})

test('a team stands for those below it', () => {
  const teams = [
    { id: 'all', name: 'All', parent: null },
    { id: 'north', name: 'North', parent: 'all' },
    { id: 'coast', name: 'Coast', parent: 'north' },
    { id: 'south', name: 'South', parent: 'all' },
  ]
  expect(teamAndBelow(teams, 'north')).toEqual(['north', 'coast'])
})
