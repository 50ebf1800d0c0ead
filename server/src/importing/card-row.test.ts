import { languages } from '@tendero/model'
import { expect, test } from 'vitest'
import { readCards, type Vcard } from '../formats/vcard/read-cards.ts'
import { cardHeads, cardMapping, cardRow, problemColumn } from './card-row.ts'

async function cardOf(...lines: readonly string[]): Promise<Vcard> {
  async function* text() {
    yield ['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\n')
  }
  for await (const card of readCards(text())) return card
  throw new Error('no card')
}

const rowOf = async (...lines: readonly string[]) => cardRow('contact', await cardOf(...lines), 'es')

test.each(['contact', 'account'] as const)(
  'every column of a %s has a head in every language and a place to go',
  (object) => {
    for (const language of languages) {
      expect(new Set(cardHeads(object, language)).size).toBe(problemColumn(object))
      expect(cardHeads(object, language)).not.toContain('emails')
    }
    const mapping = cardMapping(object, () => true, true)
    expect(mapping.map(({ column }) => column)).toEqual(
      Array.from({ length: problemColumn(object) }, (_, index) => index),
    )
    expect(cardMapping(object, (field) => field !== 'email', false).some(({ field }) => field === 'email')).toBe(false)
  },
)

test('an organisation becomes an account where one may be made', () => {
  expect(cardMapping('contact', () => true, true)).toContainEqual({
    column: 3,
    field: 'account',
    key: 'name',
    create: true,
  })
  expect(cardMapping('contact', () => true, false)).toContainEqual({ column: 3, field: 'account', key: 'name' })
})

test.each([
  [
    ['KIND:org', 'FN:Acme', 'ORG:Acme', 'URL:https://acme.example'],
    ['Acme', 'company', '', '', 'https://acme.example'],
  ],
  [
    ['N:Tamm;Ana;;;', 'ORG:Acme', 'EMAIL:a@b.ee'],
    ['Ana Tamm', 'person', 'a@b.ee', '', ''],
  ],
])('a card %j is an account', async (lines, cells) => {
  expect(cardRow('account', await cardOf(...lines), 'en').slice(1, 6)).toEqual(cells)
})

test('a card is a row', async () => {
  const row = await rowOf(
    'UID:abc',
    'N:Doe;John;;;',
    'ORG:IBM;Accounting',
    'TITLE:Counter',
    'TEL;WORK;FAX:905-999-1234',
    'TEL;HOME;CELL:905-555-1234',
    'EMAIL:john@ibm.example',
    'BDAY:19800322',
    'ADR;TYPE=home:;;Main St 1;Austin;TX;12345;United States of America',
    'ADR;TYPE=work:;;Calle 2;Madrid;;28013;España',
    'URL:https://ibm.example',
    'CATEGORIES:VIP,a;b',
    'NOTE:Likes tea',
  )
  expect(row).toEqual([
    'abc',
    'John',
    'Doe',
    'IBM',
    'Counter',
    'john@ibm.example',
    '905-555-1234',
    '1980-03-22',
    'Main St 1',
    '12345',
    'Austin',
    'TX, United States of America',
    '',
    'VIP; a,b',
    'john@ibm.example',
    '905-999-1234 (Trabajo, Fax)\n905-555-1234 (Casa, Móvil)',
    'https://ibm.example',
    'Likes tea\n\nCalle 2, 28013 Madrid, España',
    '',
  ])
})

test.each([
  ['a list of people', ['FN:Group', 'KIND:group'], 'vcard_group'],
  ['nobody', ['NOTE:x'], 'vcard_nameless'],
  ['a broken line', ['FN:A', 'broken'], 'vcard_line:3'],
  ['a person', ['FN:A'], ''],
])('%s has its problem in the last column', async (_what, lines, problem) => {
  expect((await rowOf(...lines))[problemColumn('contact')]).toBe(problem)
})
