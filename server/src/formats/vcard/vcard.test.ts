import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { processorClock } from '../../../test/processor-clock.ts'
import type { CardPerson } from './card-person.ts'
import { readCards, type Vcard } from './read-cards.ts'
import { isGroup, readPerson } from './read-person.ts'
import { readProperty } from './vcard-syntax.ts'
import { vcardVersions, writeCard } from './write-card.ts'

/** In pieces, as a file arrives. */
async function* piecesOf(text: string, length = 1_000): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length)
}

async function cardsOf(text: string, length?: number): Promise<readonly Vcard[]> {
  const cards: Vcard[] = []
  for await (const card of readCards(piecesOf(text, length))) cards.push(card)
  return cards
}

async function personOf(...lines: readonly string[]): Promise<CardPerson> {
  const [card] = await cardsOf(['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n'))
  if (!card || card.problem) throw new Error(`a broken card: ${card?.problem?.code}`)
  return readPerson(card.properties)
}

const reference = join(process.env.TENDERO_REFERENCE_DATA ?? '', '09-interop', 'vcard')
const files = existsSync(reference)
  ? readdirSync(reference).flatMap((folder) =>
      readdirSync(join(reference, folder)).flatMap((name) => (name.endsWith('.vcf') ? [`${folder}/${name}`] : [])),
    )
  : []
const contentOf = (file: string) => readFileSync(join(reference, file), 'utf8')

/** Values of a property as a plain look at the lines finds them. */
function written(text: string, name: string): readonly string[] {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)
  return lines.flatMap((line) => {
    const [, value] = new RegExp(`^(?:[\\w-]+\\.)?${name}(?:;[^:]*)?:(.*)$`, 'i').exec(line) ?? []
    return value === undefined
      ? []
      : value
          .replace(/^tel:/, '')
          .replace(/;ext=.*$/, '')
          .replaceAll('\\', '')
          .trim()
  })
}

const wordsOf = (name: string) => name.toLowerCase().split(/[\s,]+/)

describe.skipIf(files.length === 0)('the cards of the reference data', () => {
  test('are 49 files', () => {
    expect(files).toHaveLength(49)
  })

  test.each(files)('%s keeps names, e-mail addresses and phones', async (file) => {
    const text = contentOf(file)
    const cards = await cardsOf(text)
    expect(cards).toHaveLength(text.match(/^BEGIN:VCARD/gim)?.length ?? 0)
    if (file.endsWith('verrors__3.vcf')) {
      expect(cards.map(({ problem }) => problem)).toEqual([{ code: 'vcard_line', line: 10 }])
      return
    }
    expect(cards.map(({ problem }) => problem)).toEqual(cards.map(() => null))
    const people = cards.map(({ properties }) => readPerson(properties))
    const names = people.map(({ firstName, lastName }) => [firstName, lastName].filter(Boolean).join(' '))
    for (const name of written(text, 'FN')) {
      if (name === 'Snow Leopard')
        expect(people).toContainEqual(expect.objectContaining({ firstName: 'Saeko', organisation: name }))
      else expect(names.some((one) => wordsOf(name).every((word) => wordsOf(one).includes(word)))).toBe(true)
    }
    for (const email of written(text, 'EMAIL'))
      expect(people.flatMap(({ emails }) => emails.map(({ value }) => value))).toContain(email)
    for (const phone of written(text, 'TEL'))
      expect(people.flatMap(({ phones }) => phones.map(({ value }) => value.replace(/ ext.*$/, '')))).toContain(phone)
  })

  test.each(files)('%s comes back the same after it was written', async (file) => {
    const people = (await cardsOf(contentOf(file))).map(({ properties }) => readPerson(properties))
    for (const version of vcardVersions) {
      const text = people.map((person) => writeCard(person, version)).join('')
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect((await cardsOf(text, 7)).map(({ properties }) => readPerson(properties))).toEqual(people)
    }
  })

  test('tell lists of people from people', async () => {
    const groups = await Promise.all(
      ['ccs/vcardput__16.vcf', 'ccs/vcardput__17.vcf', 'ccs/vcardput__1.vcf'].map(async (file) =>
        (await cardsOf(contentOf(file))).map(({ properties }) => isGroup(properties)),
      ),
    )
    expect(groups).toEqual([[true], [true], [false]])
  })

  test('of Outlook, a version 2.1, has all that a 3.0 has', async () => {
    const [card] = await cardsOf(contentOf('ez-vcard/outlook-2003.vcf'))
    expect(readPerson(card?.properties ?? [])).toMatchObject({
      firstName: 'John',
      lastName: 'Doe III',
      organisation: 'Company, The',
      jobTitle: 'The Job Title',
      birthday: '1980-03-21',
      emails: [{ value: 'jdoe@hotmail.com', types: [] }],
      phones: [
        { value: 'BusinessPhone', types: ['work'] },
        { value: 'HomePhone', types: ['home'] },
        { value: 'MobilePhone', types: ['cell'] },
        { value: 'BusinessFaxPhone', types: ['work', 'fax'] },
      ],
      note: 'This is the note field!!\nSecond line\n\nThird line is empty',
    })
  })
})

describe('a card', () => {
  test('is read with its groups, labels and preferences', async () => {
    const person = await personOf(
      'VERSION:4.0',
      'N:García López;Ana;María;Dra.;',
      'FN:Dra. Ana María García López',
      'item1.EMAIL:ana@home.example',
      'item1.X-ABLabel:_$!<Other>!$_',
      'EMAIL;TYPE=work;PREF=1:mailto:ana@work.example',
      'TEL;VALUE=uri;TYPE="cell,voice":tel:+34-612-345-678;ext=12',
      'item2.ADR;TYPE=home:;;Calle Mayor 1\\, 2º;Madrid;;28013;España',
      'item2.X-ABADR:es',
      'CATEGORIES:friends,with\\, comma',
      'UID:urn:uuid:0190c3d6-7d3c-7f0e-8d3c-1f0e8d3c7f0e',
      'BDAY:19800322',
    )
    expect(person).toEqual({
      uid: '0190c3d6-7d3c-7f0e-8d3c-1f0e8d3c7f0e',
      isOrganisation: false,
      firstName: 'Dra. Ana María',
      lastName: 'García López',
      organisation: null,
      jobTitle: null,
      birthday: '1980-03-22',
      addresses: [{ street: 'Calle Mayor 1, 2º', city: 'Madrid', region: '', postcode: '28013', country: 'ES' }],
      emails: [
        { value: 'ana@work.example', types: ['work'], label: null },
        { value: 'ana@home.example', types: [], label: 'Other' },
      ],
      phones: [{ value: '+34-612-345-678 ext. 12', types: ['cell'], label: null }],
      others: [],
      tags: ['friends', 'with, comma'],
      note: null,
    })
  })

  test.each([
    ['no N', ['FN:Frank Dawson'], 'Frank', 'Dawson'],
    ['an empty N', ['N:;;;;', 'FN:Prince'], null, 'Prince'],
    ['an organisation alone', ['N:;;;;', 'FN:Acme', 'ORG:Acme;Sales'], null, 'Acme'],
    ['no name at all', ['ORG:Acme'], null, 'Acme'],
    ['nothing', [], null, null],
  ])('with %s is called by what it has', async (_what, lines, firstName, lastName) => {
    expect(await personOf(...lines)).toMatchObject({ firstName, lastName })
  })

  test.each(['BDAY:--0322', 'BDAY;VALUE=text:circa 1800', 'BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22'])(
    'has no birthday by %s',
    async (line) => {
      expect((await personOf(line)).birthday).toBeNull()
    },
  )

  test.each([
    ['NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Ma=F1ana', 'Mañana'],
    ['NOTE;ENCODING=QUOTED-PRINTABLE:Ma=C3=B1ana', 'Mañana'],
    ['NOTE;ENCODING=QUOTED-PRINTABLE:Ma=F1ana', 'Mañana'],
    ['NOTE;QUOTED-PRINTABLE:Ma=C3=\r\n=B1ana', 'Mañana'],
    ['NOTE:a\\nb\\, c\\; d\\\\n', 'a\nb, c; d\\n'],
    ['NOTE;X-A="q:;,":x', 'x'],
  ])('%j says %j', async (line, note) => {
    expect((await personOf(line)).note).toBe(note)
  })

  test('in a card stays out of it', async () => {
    const cards = await cardsOf('BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\nTITLE:C\nEND:VCARD\n')
    expect(cards.map(({ properties }) => readPerson(properties))).toMatchObject([{ lastName: 'A', jobTitle: 'C' }])
  })

  test.each([
    ['is not closed', 'BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD', [{ code: 'vcard_unclosed', line: 3 }, null]],
    ['breaks off', 'BEGIN:VCARD\nFN:A\n', [{ code: 'vcard_unclosed', line: 1 }]],
    ['is of a version to come', 'BEGIN:VCARD\nVERSION:5.0\nFN:A\nEND:VCARD', [{ code: 'vcard_version', line: 1 }]],
    ['has a line that is none', 'BEGIN:VCARD\nFN:A\nno property\nEND:VCARD', [{ code: 'vcard_line', line: 3 }]],
    [
      'has a line without end',
      `BEGIN:VCARD\nNOTE:${'a'.repeat(3_000_000)}\nEND:VCARD`,
      [{ code: 'vcard_too_long', line: 2 }],
    ],
    [
      'has lines without end',
      `BEGIN:VCARD\n${'NOTE:a\n'.repeat(2_000)}END:VCARD`,
      [{ code: 'vcard_too_long', line: 1_002 }],
    ],
    ['has pictures only', `BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:\n ${'a'.repeat(200_000)}\n bb\nEND:VCARD`, [null]],
  ])('that %s is told', async (_what, text, problems) => {
    expect((await cardsOf(text)).map(({ problem }) => problem)).toEqual(problems)
  })

  test.each(vcardVersions)('of an organisation is told from one of a person in version %s', async (version) => {
    const organisation = await personOf('KIND:org', 'FN:Acme', 'ORG:Acme')
    expect(organisation).toMatchObject({ isOrganisation: true, organisation: 'Acme' })
    const [card] = await cardsOf(writeCard(organisation, version))
    expect(readPerson(card?.properties ?? [])).toEqual(organisation)
    expect(await personOf('X-ABShowAs:COMPANY', 'N:Kawado;Saeko;;;', 'ORG:Acme')).toMatchObject({
      isOrganisation: false,
    })
  })

  test('cannot be broken by what it holds', async () => {
    const hostile = 'a\r\nEND:VCARD\r\nBEGIN:VCARD;,\\n\0'
    const person: CardPerson = {
      uid: hostile,
      isOrganisation: false,
      firstName: hostile,
      lastName: hostile,
      organisation: hostile,
      jobTitle: hostile,
      birthday: null,
      addresses: [],
      emails: [{ value: hostile, types: ['home', 'x:y'], label: hostile }],
      phones: [],
      others: [{ value: `https://a/${hostile}`, types: [], label: null }],
      tags: [hostile],
      note: hostile,
    }
    for (const version of vcardVersions) {
      const cards = await cardsOf(writeCard(person, version))
      expect(cards).toHaveLength(1)
      expect(readPerson(cards[0]?.properties ?? [])).toMatchObject({ note: 'a\nEND:VCARD\nBEGIN:VCARD;,\\n' })
    }
  })
})

test.each(['', 'no colon', ':value', '1 2:3', 'A;B="c:d'])('%j is no property', (line) => {
  expect(readProperty(line)).toBeUndefined()
})

describe('a card that would take all time', () => {
  const longest = 100_000

  test.each<[string, () => string]>([
    ['has an address of spaces', () => `ADR:;;a${' '.repeat(longest - 100)}b`],
    ['has an extension of extensions', () => `TEL:1${';ext=1'.repeat(16_000)}\\n2`],
    ['is a line of returns', () => `NOTE:a${'\r'.repeat(300_000)}b`],
    ['goes on softly without end', () => `NOTE;QUOTED-PRINTABLE:${`${'a'.repeat(70)}=\n`.repeat(40_000)}`],
  ])('%s', { timeout: 120_000 }, async (_what, lines) => {
    const text = `BEGIN:VCARD\n${lines()}\nEND:VCARD\n`
    const taken = processorClock()
    for (const { properties } of await cardsOf(text, 64_000)) readPerson(properties)
    expect(taken()).toBeLessThan(2_000)
  })
})

test('a return alone ends a line, wherever a file is cut', async () => {
  const text = 'BEGIN:VCARD\rNOTE:a\r\r\nTEL:1\r\rFN:b\r\nEND:VCARD'
  const read = async (length: number) =>
    (await cardsOf(text, length)).flatMap(({ properties }) => properties.map(({ name, value }) => `${name} ${value}`))
  for (const length of [1, 2, 3, 7, 100]) expect(await read(length)).toEqual(['NOTE a', 'TEL 1', 'FN b'])
})
