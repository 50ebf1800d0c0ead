import { describe, expect, test } from 'vitest'
import { type Standing, shareProblems, type WantedShare } from './share-bounds.ts'

const now = new Date('2026-03-01T12:00:00Z')
const owner: Standing = { ofOwn: true, until: null }
const guest: Standing = { ofOwn: false, until: '2026-03-08T12:00:00Z' }
const withBo: WantedShare = { user: 'bo', team: null, until: null }

describe('a share', () => {
  test.each<[string, Partial<WantedShare>, Standing, object]>([
    ['with a person for good', {}, owner, {}],
    ['with a team', { user: null, team: 'north' }, owner, {}],
    ['with nobody', { user: null }, owner, { user: { code: 'required' } }],
    ['with both', { team: 'north' }, owner, { team: { code: 'person_or_team' } }],
    ['that ends at once', { until: now.toISOString() }, owner, { until: { code: 'in_the_past' } }],
    ['that ends a moment later', { until: '2026-03-01T12:00:01Z' }, owner, {}],
    ['as long as one’s own', { until: guest.until }, guest, {}],
    [
      'longer than one’s own',
      { until: '2026-03-08T12:00:01Z' },
      guest,
      { until: { code: 'outlasts_own', details: { until: guest.until } } },
    ],
    ['for good of what ends', {}, guest, { until: { code: 'outlasts_own', details: { until: guest.until } } }],
    ['for good of what was shared for good', {}, { ofOwn: false, until: null }, {}],
  ])('%s', (_, wanted, standing, problems) => {
    expect(shareProblems({ ...withBo, ...wanted }, standing, now)).toEqual(problems)
  })
})
