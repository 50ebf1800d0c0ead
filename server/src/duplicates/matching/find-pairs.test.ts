import { expect, test } from 'vitest'
import { findPairs } from './find-pairs.ts'
import { type Described, subjectOf } from './subject.ts'
import { companyTraits, personTraits } from './traits.ts'

const pad = (n: number) => String(n).padStart(2, '0')
/** Strangers of many names, so that what is common and what is rare can be learned. */
const strangers: readonly Described[] = Array.from({ length: 400 }, (_, i) => ({
  given: ['Ana', 'Jüri', 'John', 'Lucía', 'Peeter', 'Mary', 'Pablo', 'Kadri'][i % 8],
  family: `${['Tam', 'Gar', 'Smi', 'Per', 'Kas', 'Jon', 'Rui', 'Lep'][(i * 3) % 8]}${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + ((i * 7) % 26))}o`,
  birthday: `19${pad(40 + (i % 60))}-${pad(1 + (i % 12))}-${pad(1 + (i % 28))}`,
  streets: [`Calle ${String.fromCharCode(65 + (i % 26))}rco ${i % 90}`],
  postcode: `28${String(i % 300).padStart(3, '0')}`,
  phones: [`+34600${String(100_000 + i * 37)}`],
}))

const ana: Described = {
  given: 'Ana',
  family: 'Núñez Salvatierra',
  birthday: '1980-03-09',
  streets: ['Calle Mayor 12'],
  postcode: '28013',
  phones: ['+34 600 987 654'],
}

function found(pair: readonly [Described, Described], traits = personTraits): number {
  const subjects = [...pair, ...strangers].map(subjectOf)
  return findPairs(traits, subjects).find(({ a, b }) => a === 0 && b === 1)?.weight ?? Number.NEGATIVE_INFINITY
}

test.each<[string, Described]>([
  ['a slip in each name', { ...ana, given: 'Anna', family: 'Nuñez Salvatiera' }],
  ['given and family name exchanged', { ...ana, given: 'Núñez Salvatierra', family: 'Ana' }],
  ['one surname, no birthday', { ...ana, family: 'Núñez', birthday: undefined }],
  ['another address and phone', { ...ana, streets: ['Rúa Nova 3'], postcode: '15003', phones: ['+34 611 000 111'] }],
  ['day and month exchanged', { ...ana, birthday: '1980-09-03' }],
])('finds a person with %s', (_, twin) => expect(found([ana, twin])).toBeGreaterThan(0))

test.each<[string, Described]>([
  ['their sister', { ...ana, given: 'Lucía', birthday: '1983-11-20' }],
  ['their spouse without a birthday', { ...ana, given: 'Pablo', birthday: undefined }],
  ['their daughter of the same name', { ...ana, birthday: '2011-07-30' }],
  ['a namesake', { given: 'Ana', family: 'Tamaao' }],
])('does not take %s for them', (_, other) => expect(found([ana, other])).toBeLessThan(0))

test('nobody without a word in common is compared', () => {
  expect(found([ana, { given: 'Kalle', family: 'Blomkvist' }])).toBe(Number.NEGATIVE_INFINITY)
})

test('companies of one house and telephone are told apart by their names', () => {
  const hotel: Described = { company: 'Hotel Miramar', streets: ['Paseo 3'], city: 'Cádiz', phones: ['956222333'] }
  const twin = { ...hotel, company: 'MIRAMAR HOTEL, S.L.' }
  const café = { ...hotel, company: 'Café Colón' }
  const few = (other: Described) =>
    findPairs(
      companyTraits,
      [hotel, other, ...strangers.map(({ family, ...rest }) => ({ ...rest, given: '', company: family }))].map(
        subjectOf,
      ),
    ).find(({ a, b }) => a === 0 && b === 1)?.weight ?? 0
  expect(few(twin)).toBeGreaterThan(3)
  expect(few(café)).toBeLessThan(few(twin) - 8)
})
