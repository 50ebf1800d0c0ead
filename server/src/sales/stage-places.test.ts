import { expect, test } from 'vitest'
import { placeStage, type StagePlace } from './stage-places.ts'

const place = (id: string, position: number): StagePlace => ({
  id,
  position,
  category: id === 'won' || id === 'lost' ? id : 'open',
})

const usual = [place('ask', 0), place('offer', 1), place('won', 2), place('lost', 3)]

test.each([
  ['open', undefined, usual, ['ask 0', 'offer 1', 'new 2', 'won 3', 'lost 4']],
  ['won', undefined, usual, ['ask 0', 'offer 1', 'won 2', 'lost 3', 'new 4']],
  ['open', 0, usual, ['new 0', 'ask 1', 'offer 2', 'won 3', 'lost 4']],
  ['open', 9, usual, ['ask 0', 'offer 1', 'won 2', 'lost 3', 'new 9']],
  ['open', undefined, [], ['new 0']],
  ['open', undefined, [place('ask', 0)], ['ask 0', 'new 1']],
  ['open', 2, [place('ask', 1), place('won', 5)], ['ask 1', 'new 2', 'won 5']],
  ['open', undefined, [place('won', 0)], ['new 0', 'won 1']],
])('a stage that means %s, wanted at %s, finds its place', (category, position, stages, expected) => {
  const places = placeStage(stages, { id: 'new', category, position })
  expect(places.map((stage) => `${stage.id} ${stage.position}`)).toEqual(expected)
})
