import { expect, test } from 'vitest'
import { folded, plainWords } from './folded.ts'

test.each([
  ['Año', 'ano'],
  ['KÕRTS', 'korts'],
  ['ﬁltro', 'filtro'],
  ['Ωμέγα', 'ωμεγα'],
])('%s is compared as %s', (text, expected) => expect(folded(text)).toBe(expected))

test.each([
  ['Máquinas de café', ['maquinas', 'de', 'cafe']],
  ['  A/B: 1.5 ', ['a', 'b', '1', '5']],
  ['Ωμέγα', []],
])('the plain words of %j are %j', (text, expected) => expect(plainWords(text)).toEqual(expected))
