import { expect, test } from 'vitest'
import { type MergedPoint, type PointMarks, planPoints } from './merge-points.ts'

const fine: PointMarks = {
  valid: true,
  fault: null,
  suggestion: null,
  judgedAt: null,
  confirmed: null,
  optedOut: false,
}
const at = '2026-03-10T09:30:00.000Z'
const misspelt = { ...fine, valid: false, fault: 'misspelt', suggestion: 'ana@gmail.com', judgedAt: at }
const bounced = { ...fine, valid: false, fault: 'bounced', judgedAt: at }
const left = { ...fine, valid: false, fault: 'left', judgedAt: at }
const confirmed = { ...fine, confirmed: true }

const point = (owner: string, marks: PointMarks): MergedPoint => ({
  id: `of ${owner}`,
  owner,
  kind: 'email',
  value: 'Ana@example.com',
  normalized: 'ana@example.com',
  primary: true,
  ...marks,
})

test.each<[string, PointMarks, PointMarks, PointMarks]>([
  ['what came back at the other does so here, and says why', fine, bounced, bounced],
  ['what came back here does so still', bounced, fine, bounced],
  ['the fault that is known here stands', misspelt, bounced, misspelt],
  ['what somebody called right at the other is right', misspelt, confirmed, confirmed],
  ['what somebody called right here is right', confirmed, bounced, confirmed],
  ['who left is not reached, whatever was called right', confirmed, left, left],
  ['who opted out once did for all', fine, { ...fine, optedOut: true }, { ...fine, optedOut: true }],
  ['an opt-out goes with what is right', { ...misspelt, optedOut: true }, confirmed, { ...confirmed, optedOut: true }],
])('%s', (_, master, loser, merged) => {
  const plan = planPoints('master', [point('loser', loser), point('master', master)])
  expect(plan.removed).toEqual(['of loser'])
  expect(plan.points).toEqual([{ ...point('master', merged) }])
  expect(plan.marked).toEqual(JSON.stringify(master) === JSON.stringify(merged) ? [] : [{ id: 'of master', ...merged }])
})
