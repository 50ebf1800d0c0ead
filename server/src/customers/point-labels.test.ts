import { languages } from '@tendero/model'
import { expect, test } from 'vitest'
import { pointLabel, pointTypes } from './point-labels.ts'

test.each(languages)('types become a label in %s and come back', (language) => {
  for (const types of [['work'], ['home', 'cell'], ['work', 'fax'], ['pager'], ['main'], ['other']])
    expect(pointTypes(pointLabel(types, language))).toEqual({ types, label: null })
})

test.each([
  [null, { types: [], label: null }],
  ['Trabajo', { types: ['work'], label: null }],
  ['Assistant', { types: [], label: 'Assistant' }],
  ['Mobiil, of his wife', { types: ['cell'], label: 'of his wife' }],
])('the label %j is %j', (label, expected) => {
  expect(pointTypes(label)).toEqual(expected)
})

test('a mobile is a mobile, and an unknown type stays', () => {
  expect(pointLabel(['mobile'], 'es')).toBe('Móvil')
  expect(pointLabel(['x-skype'], 'es')).toBe('x-skype')
  expect(pointLabel([], 'es')).toBeNull()
})
