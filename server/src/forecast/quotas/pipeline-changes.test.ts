import { expect, test } from 'vitest'
import { random } from '../../platform/random.ts'
import type { DealPast, DealState } from '../learned/deal-past.ts'
import { pipelineChanges } from './pipeline-changes.ts'

const period = { from: 100, until: 190 }
let n = 0
const state = (from: number, amount: number | null, closeOn: number | null): DealState => ({
  from,
  stage: 's',
  person: null,
  team: null,
  amount,
  closeOn,
})
function deal(openedOn: number, states: DealPast['states'], ended?: { on: number; for?: number }): DealPast {
  n += 1
  return {
    id: String(n).padStart(4, '0'),
    openedOn,
    closedOn: ended?.on ?? null,
    won: ended?.for !== undefined,
    wonAmount: ended?.for ?? null,
    source: null,
    product: null,
    states,
  }
}
const stepsOf = (deals: readonly DealPast[]) =>
  Object.fromEntries(
    pipelineChanges(deals, 110, 150, period)
      .steps.filter(({ count }) => count > 0)
      .map(({ step, amount, count }) => [step, [amount, count]]),
  )

test('each deal changes by the step that tells what became of it', () => {
  expect(stepsOf([deal(120, [state(120, 10, 160)])])).toEqual({ opened: [10, 1] })
  expect(stepsOf([deal(1, [state(1, 10, 160), state(120, 15, 160)])])).toEqual({ raised: [5, 1] })
  expect(stepsOf([deal(1, [state(1, null, 160), state(120, 15, 160)])])).toEqual({ raised: [15, 1] })
  expect(stepsOf([deal(1, [state(1, 10, 160), state(120, 4, 160)])])).toEqual({ lowered: [-6, 1] })
  expect(stepsOf([deal(1, [state(1, 10, 160), state(120, 10, 200)])])).toEqual({ moved_out: [-10, 1] })
  expect(stepsOf([deal(1, [state(1, 10, 200), state(120, 10, 160)])])).toEqual({ moved_in: [10, 1] })
  expect(stepsOf([deal(1, [state(1, 10, 160)], { on: 130 })])).toEqual({ lost: [-10, 1] })
  expect(stepsOf([deal(1, [state(1, 10, 160)], { on: 130, for: 12 })])).toEqual({ raised: [2, 1] })
  expect(stepsOf([deal(1, [state(1, 10, 200)], { on: 130, for: 12 })])).toEqual({ moved_in: [12, 1] })
  expect(stepsOf([deal(1, [state(1, 10, 160)], { on: 170, for: 12 })])).toEqual({})
})

test('what was won since is told apart', () => {
  const { won } = pipelineChanges(
    [deal(1, [state(1, 10, 160)], { on: 130, for: 12 }), deal(1, [state(1, 10, 160)], { on: 105, for: 9 })],
    110,
    150,
    period,
  )
  expect(won).toEqual({ amount: 12, count: 1 })
})

test('what was there and the steps make what is there', () => {
  const dice = random(11)
  for (let round = 0; round < 300; round += 1) {
    const deals = Array.from({ length: dice.between(0, 20) }, () => {
      const opened = dice.between(60, 160)
      const amount = () => (dice.chance(0.2) ? null : dice.between(0, 50))
      const states: [DealState, ...DealState[]] = [state(opened, amount(), dice.between(80, 220))]
      for (let day = opened + 5; dice.chance(0.6); day += dice.between(1, 20))
        states.push(state(day, amount(), dice.chance(0.1) ? null : dice.between(80, 220)))
      const on = opened + dice.between(0, 90)
      return deal(
        opened,
        states,
        dice.chance(0.5) ? { on, ...(dice.chance(0.5) ? { for: dice.between(1, 60) } : {}) } : undefined,
      )
    })
    const since = dice.between(60, 150)
    const { before, after, steps, changes } = pipelineChanges(deals, since, since + dice.between(1, 60), period)
    expect(before + steps.reduce((sum, { amount }) => sum + amount, 0)).toBe(after)
    expect(steps.reduce((sum, { count }) => sum + count, 0)).toBe(changes.length)
  }
})
