import { expect, test } from 'vitest'
import { endsWith, type PassedOn } from './passed-on.ts'

interface Share extends PassedOn {
  readonly with: string
}

let count = 0
/** "ana>bo": Ana lets Bo edit; "ana>bo r" read; "ana>bo 5" until the fifth. Team "two" is Bo and Cy. */
function share(text: string): Share {
  const [, giver = '', whom = '', more = ''] = /^(\w+)>(\w+)(?: (\w+))?$/.exec(text) ?? []
  const until = /^\d$/.test(more) ? `2027-01-0${more}T00:00:00.000Z` : null
  return { id: `${text}#${count++}`, giver, with: whom, edits: more !== 'r', until }
}

const team = ['bo', 'cy']
const ways = {
  ofOwn: (person: string) => person === 'ana',
  reaches: (one: Share, person: string) =>
    one.edits && (one.with === person || (one.with === 'two' && team.includes(person))),
}

test.each<[what: string, taken: string, left: string[], gone: string[], sooner: string[]]>([
  ['what was passed on', 'ana>bo', ['bo>cy'], ['bo>cy'], []],
  ['for reading as well', 'ana>bo', ['bo>cy r'], ['bo>cy r'], []],
  ['what was passed on from there', 'ana>bo', ['bo>cy', 'cy>di', 'di>eve'], ['bo>cy', 'cy>di', 'di>eve'], []],
  ['nothing that others gave', 'ana>bo', ['ana>cy', 'cy>di'], [], []],
  ['nothing of who has another share', 'ana>bo', ['ana>two', 'bo>di'], [], []],
  ['what two gave each other', 'ana>bo', ['bo>cy', 'cy>bo'], ['bo>cy', 'cy>bo'], []],
  ['what somebody gave their own team', 'ana>bo', ['bo>two', 'bo>di'], ['bo>two', 'bo>di'], []],
  ['what all of a team gave', 'ana>two', ['bo>di', 'cy>eve'], ['bo>di', 'cy>eve'], []],
  ['nothing that the owner gave, though it reaches the owner', 'bo>ana', ['ana>di'], [], []],
  ['nothing where the share was for reading', 'ana>bo r', ['bo>cy'], [], []],
  ['later ones sooner', 'ana>bo', ['ana>bo 3', 'bo>cy', 'bo>di 2', 'cy>eve 5'], [], ['bo>cy', 'cy>eve 5']],
  ['sooner by the longest of what is left', 'ana>bo', ['ana>bo 3', 'ana>two 4', 'bo>di'], [], ['bo>di']],
])('ends %s', (_what, taken, left, gone, sooner) => {
  const named = (ids: readonly string[]) => ids.map((id) => id.replace(/#.*/, ''))
  const ended = endsWith([share(taken)], left.map(share), ways)
  expect(named(ended.gone)).toEqual(gone)
  expect(named(ended.sooner.map(({ id }) => id))).toEqual(sooner)
})

test('the new end is that of what lets its giver edit', () => {
  const { sooner } = endsWith([share('ana>bo')], ['ana>bo 3', 'bo>cy', 'cy>di 5'].map(share), ways)
  expect(sooner.map(({ until }) => until)).toEqual(['2027-01-03T00:00:00.000Z', '2027-01-03T00:00:00.000Z'])
})
