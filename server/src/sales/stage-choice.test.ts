import { expect, test } from 'vitest'
import { book } from '../../test/stages.ts'
import { chooseStage, type StageWish } from './stage-choice.ts'

const inOffer = { pipeline: 'sales', stage: 'offer' }

test.each<[string, StageWish, string]>([
  ['nothing said of a new deal', {}, 'new'],
  ['a pipeline alone', { pipeline: 'service' }, 'ask'],
  ['an empty stage', { pipeline: 'service', stage: null }, 'ask'],
  ['a stage alone', { stage: 'done' }, 'done'],
  ['both', { pipeline: 'sales', stage: 'won' }, 'won'],
  ['nothing said of a deal that is somewhere', { current: inOffer }, 'offer'],
  ['its own pipeline again', { pipeline: 'sales', current: inOffer }, 'offer'],
  ['a stage of another pipeline', { stage: 'ask', current: inOffer }, 'ask'],
  ['a stage out of use in which it already is', { stage: 'old', current: { pipeline: 'sales', stage: 'old' } }, 'old'],
])('%s leads to a stage', (_, wish, expected) => {
  expect(chooseStage(wish, book)?.id).toBe(expected)
})

test.each<[string, StageWish, string]>([
  ['a stage of another pipeline than said', { pipeline: 'service', stage: 'won' }, 'not_of_pipeline'],
  ['another pipeline without a stage of it', { pipeline: 'service', current: inOffer }, 'not_of_pipeline'],
  ['a stage that is none', { stage: 'nowhere' }, 'not_found'],
  ['a stage out of use', { stage: 'old', current: inOffer }, 'not_found'],
])('%s is refused', (_, wish, code) => {
  expect(() => chooseStage(wish, book)).toThrow(expect.objectContaining({ status: 422, fields: { stage: { code } } }))
})
