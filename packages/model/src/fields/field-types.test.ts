import { describe, expect, test } from 'vitest'
import type { FieldOptions, FieldType, TextConvention } from '../field-type.ts'
import { compile, raw } from '../sql.ts'
import { languages } from '../translated.ts'
import { addressType } from './address.ts'
import { autoNumberType } from './auto-number.ts'
import { booleanType } from './boolean.ts'
import { choiceType } from './choice.ts'
import { choicesType } from './choices.ts'
import { dateType } from './date.ts'
import { dateTimeType } from './date-time.ts'
import { decimalType } from './decimal.ts'
import { documentType } from './document.ts'
import { durationType } from './duration.ts'
import { emailType } from './email.ts'
import { fileType } from './file.ts'
import { imageType } from './image.ts'
import { fieldTypes } from './index.ts'
import { integerType } from './integer.ts'
import { longTextType } from './long-text.ts'
import { moneyType } from './money.ts'
import { moodType } from './mood.ts'
import { percentType } from './percent.ts'
import { phoneType } from './phone.ts'
import { identifierType, referenceType } from './reference.ts'
import { richTextType } from './rich-text.ts'
import { tagsType } from './tags.ts'
import { textType } from './text.ts'
import { urlType } from './url.ts'

const spanish: TextConvention = {
  country: 'ES',
  currency: 'EUR',
  decimal: ',',
  dateOrder: 'dmy',
  timeZone: 'Europe/Madrid',
  language: 'es',
}
const american: TextConvention = {
  country: 'US',
  currency: 'USD',
  decimal: '.',
  dateOrder: 'mdy',
  timeZone: 'America/New_York',
  language: 'en',
}

/** What a type does with values: each case is what goes in and what comes out, or `!code` for a refusal. */
interface Table<V> {
  readonly type: FieldType<V>
  readonly options?: FieldOptions
  /** Values of the API. */
  readonly parse: readonly (readonly [raw: unknown, expected: unknown])[]
  /** Cells of a Spanish file, and where it differs of an American one. */
  readonly csv: readonly (readonly [cells: readonly string[], expected: unknown, convention?: TextConvention])[]
  /** In English, Spanish and Estonian; spaces that do not break are written as plain ones. */
  readonly format?: readonly (readonly [value: V, en: string, es: string, et: string])[]
  readonly operators: readonly string[]
}

const ordering = ['is', 'is_not', 'less', 'at_most', 'greater', 'at_least', 'between', 'is_empty', 'is_not_empty']
const wording = ['contains', 'not_contains', 'starts_with', 'is', 'is_not', 'is_empty', 'is_not_empty']
const membership = ['is', 'is_not', 'any_of', 'none_of', 'is_empty', 'is_not_empty']
const containment = ['has_any', 'has_all', 'has_none', 'is_empty', 'is_not_empty']
const colours: FieldOptions = {
  choices: [
    { value: 'red', label: { en: 'Red', es: 'Rojo', et: 'Punane' } },
    { value: 'sky_blue', label: 'Sky blue' },
  ],
}
const id = '0192f0c8-7b1a-7cc0-8000-0123456789ab'

function table<V>(one: Table<V>): Table<never> {
  return one as unknown as Table<never>
}

const tables: readonly Table<never>[] = [
  table({
    type: textType,
    options: { maxLength: 10 },
    parse: [
      ['  a \n b ', 'a b'],
      ['', '!empty'],
      ['12345678901', '!too_long'],
      ['a\u0000b', '!control_characters'],
      ['a\ud800', '!not_text'],
      [5, '!not_text'],
    ],
    csv: [
      [[' x '], 'x'],
      [['  '], null],
    ],
    format: [['ñandú', 'ñandú', 'ñandú', 'ñandú']],
    operators: wording,
  }),
  table({
    type: longTextType,
    parse: [
      ['a\r\nb', 'a\nb'],
      ['\t', '!empty'],
    ],
    csv: [
      [['a\nb'], 'a\nb'],
      [[''], null],
    ],
    format: [['a\nb', 'a\nb', 'a\nb', 'a\nb']],
    operators: ['contains', 'not_contains', 'is_empty', 'is_not_empty'],
  }),
  table({
    type: integerType,
    options: { minimum: -5, maximum: 9_999_999 },
    parse: [
      [7, 7],
      [1.5, '!not_an_integer'],
      ['7', '!not_an_integer'],
      [2 ** 53, '!not_an_integer'],
      [-6, '!too_small'],
      [10_000_000, '!too_large'],
    ],
    csv: [
      [['1.234'], 1234],
      [['1 234'], 1234],
      [["1'234"], 1234],
      [['1,234'], 1234, american],
      [['1,5'], '!not_an_integer'],
      [['one'], '!not_a_number'],
      [[''], null],
    ],
    format: [[12345, '12,345', '12.345', '12 345']],
    operators: ordering,
  }),
  table({
    type: decimalType,
    options: { scale: 3 },
    parse: [
      ['12.50', '12.5'],
      ['007', '7'],
      [0.1, '0.1'],
      ['-0', '0'],
      ['1.2345', '!too_many_decimals'],
      ['1,5', '!not_a_number'],
      ['12345678901234', '!not_a_number'],
      [Number.NaN, '!not_a_number'],
    ],
    csv: [
      [['1.234,5'], '1234.5'],
      [['1,234.5'], '1234.5', american],
      [['(3,5)'], '-3.5'],
      [['−2'], '-2'],
      [[',5'], '0.5'],
      [[''], null],
    ],
    format: [['1234567.891', '1,234,567.891', '1.234.567,891', '1 234 567,891']],
    operators: ordering,
  }),
  table({
    type: moneyType,
    parse: [
      [{ minor: 1050 }, { minor: 1050, currency: 'EUR' }],
      [
        { minor: 5, currency: 'JPY' },
        { minor: 5, currency: 'JPY' },
      ],
      [{ minor: 1.5 }, '!not_an_amount'],
      [{ minor: 1, currency: 'euro' }, '!not_a_currency'],
      [10, '!not_an_amount'],
    ],
    csv: [
      [['1.054,50'], { minor: 105450, currency: 'EUR' }],
      [['1,054.50'], { minor: 105450, currency: 'USD' }, american],
      [['12,5 €'], { minor: 1250, currency: 'EUR' }, { ...spanish, currency: 'USD' }],
      [['USD 3'], { minor: 300, currency: 'USD' }],
      [['1500', 'jpy'], { minor: 1500, currency: 'JPY' }],
      [['1,5', 'JPY'], '!too_many_decimals'],
      [['1,555'], '!too_many_decimals'],
      [['1,5', 'euro'], '!not_a_currency'],
      [['much'], '!not_an_amount'],
      [['90071992547409,92'], '!too_large'],
      [['', 'EUR'], null],
    ],
    format: [
      [{ minor: 1234550, currency: 'EUR' }, '€12,345.50', '12.345,50 €', '12 345,50 €'],
      [{ minor: 1000, currency: 'JPY' }, '¥1,000', '1000 ¥', '1000 ¥'],
    ],
    operators: ordering,
  }),
  table({
    type: percentType,
    options: { minimum: 0, maximum: 100 },
    parse: [
      [12.34567, 12.3457],
      [101, '!too_large'],
      ['5', '!not_a_number'],
    ],
    csv: [
      [['12,5 %'], 12.5],
      [['12.5%'], 12.5, american],
      [[''], null],
    ],
    format: [[12.5, '12.5%', '12,5 %', '12,5%']],
    operators: ordering,
  }),
  table({
    type: booleanType,
    parse: [
      [true, true],
      ['true', '!not_a_boolean'],
    ],
    csv: [
      [['Sí'], true],
      [['x'], true],
      [['jah'], true],
      [['0'], false],
      [['Ei'], false],
      [['maybe'], '!not_a_boolean'],
      [[''], null],
    ],
    format: [
      [true, 'Yes', 'Sí', 'Jah'],
      [false, 'No', 'No', 'Ei'],
    ],
    operators: ['is', 'is_empty', 'is_not_empty'],
  }),
  table({
    type: choiceType,
    options: colours,
    parse: [
      ['red', 'red'],
      ['Rojo', '!not_a_choice'],
      [1, '!not_text'],
    ],
    csv: [
      [['ROJO'], 'red'],
      [['punane'], 'red'],
      [['Sky blue'], 'sky_blue'],
      [['pink'], '!not_a_choice'],
      [[''], null],
    ],
    format: [
      ['red', 'Red', 'Rojo', 'Punane'],
      ['sky_blue', 'Sky blue', 'Sky blue', 'Sky blue'],
      ['gone', 'gone', 'gone', 'gone'],
    ],
    operators: membership,
  }),
  table({
    type: choicesType,
    options: colours,
    parse: [
      [['red', 'red'], ['red']],
      [[], '!empty'],
      [['pink'], '!not_a_choice'],
      ['red', '!not_a_list'],
    ],
    csv: [
      [['rojo; sky blue'], ['red', 'sky_blue']],
      [['red|pink'], '!not_a_choice'],
      [[''], null],
    ],
    format: [[['red', 'sky_blue'], 'Red, Sky blue', 'Rojo, Sky blue', 'Punane, Sky blue']],
    operators: containment,
  }),
  table({
    type: dateType,
    parse: [
      ['2024-02-29', '2024-02-29'],
      ['2023-02-29', '!not_a_date'],
      ['29/02/2024', '!not_a_date'],
    ],
    csv: [
      [['3/2/2017'], '2017-02-03'],
      [['3/2/2017'], '2017-03-02', american],
      [['03.02.17'], '2017-02-03'],
      [['1.1.49'], '2049-01-01'],
      [['1.1.50'], '1950-01-01'],
      [['2017-02-03'], '2017-02-03'],
      [['20170203'], '2017-02-03'],
      [['2017-02-03 10:15'], '2017-02-03'],
      [['31/02/2017'], '!not_a_date'],
      [['13/13/2017'], '!not_a_date'],
      [['3/2/2017'], '!not_a_date', { ...spanish, dateOrder: 'ymd' }],
      [[''], null],
    ],
    format: [['2026-03-01', 'Mar 1, 2026', '1 mar 2026', '1. märts 2026']],
    operators: [...ordering, 'in'],
  }),
  table({
    type: dateTimeType,
    parse: [
      ['2026-03-01T10:00:00+02:00', '2026-03-01T08:00:00.000Z'],
      ['2026-03-01T10:00Z', '2026-03-01T10:00:00.000Z'],
      ['2026-03-01T10:00:00', '!not_an_instant'],
      ['2026-02-30T10:00:00Z', '!not_an_instant'],
    ],
    csv: [
      [['1/3/2026 10:30'], '2026-03-01T09:30:00.000Z'],
      [['3/1/2026 10:30'], '2026-03-01T15:30:00.000Z', american],
      [['1/3/2026'], '2026-02-28T23:00:00.000Z'],
      [['2026-03-01T10:30:00Z'], '2026-03-01T10:30:00.000Z'],
      [['29/3/2026 02:30'], '2026-03-29T01:30:00.000Z'],
      [['1/3/2026 25:00'], '!not_an_instant'],
      [[''], null],
    ],
    format: [['2026-03-01T09:30:00.000Z', 'Mar 1, 2026, 10:30 AM', '1 mar 2026, 10:30', '1. märts 2026, 10:30']],
    operators: ['on', 'less', 'at_most', 'greater', 'at_least', 'in', 'is_empty', 'is_not_empty'],
  }),
  table({
    type: durationType,
    parse: [
      [90, 90],
      [-1, '!not_a_duration'],
      [1.5, '!not_a_duration'],
      [10 ** 10, '!too_large'],
    ],
    csv: [
      [['1:30'], 5400],
      [['1:30:15'], 5415],
      [['90'], 5400],
      [['1,5'], 90],
      [['1h 30m'], 5400],
      [['2 horas 5 min'], 7500],
      [['1 päev'], 86400],
      [['45 s'], 45],
      [['soon'], '!not_a_duration'],
      [[''], null],
    ],
    format: [
      [3900, '1:05', '1:05', '1:05'],
      [45, '0:00:45', '0:00:45', '0:00:45'],
    ],
    operators: ordering,
  }),
  table({
    type: autoNumberType,
    parse: [
      [' A-2026/7 ', 'A-2026/7'],
      ['', '!empty'],
      ['1'.repeat(101), '!too_long'],
      [7, '!not_text'],
    ],
    csv: [
      [['0017'], '0017'],
      [[''], null],
    ],
    format: [['2026-0007', '2026-0007', '2026-0007', '2026-0007']],
    operators: wording,
  }),
  table({
    type: richTextType,
    parse: [
      ['Hi', { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hi' }] }] }],
      [{ type: 'doc', content: [{ type: 'script' }] }, '!not_rich_text'],
      ['', '!empty'],
      [7, '!not_rich_text'],
    ],
    csv: [
      [['Hi'], { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hi' }] }] }],
      [[''], null],
    ],
    operators: ['contains', 'not_contains', 'is_empty', 'is_not_empty'],
  }),
  table({
    type: emailType,
    parse: [
      ['Ana@Example.com', 'Ana@Example.com'],
      ['ana', '!not_an_email'],
      ['', '!empty'],
    ],
    csv: [
      [['mailto:ana@example.com'], 'ana@example.com'],
      [['x@'], '!not_an_email'],
      [[''], null],
    ],
    format: [['ana@example.com', 'ana@example.com', 'ana@example.com', 'ana@example.com']],
    operators: wording,
  }),
  table({
    type: phoneType,
    parse: [
      ['612345678', { e164: '+34612345678', raw: '612345678', extension: null, valid: true }],
      [{ raw: '+372 5123 4567' }, { e164: '+37251234567', raw: '+372 5123 4567', extension: null, valid: true }],
      ['', '!empty'],
      ['none', '!not_a_phone'],
      ['1'.repeat(61), '!too_long'],
    ],
    csv: [
      [['(201) 555-0123'], { e164: '+12015550123', raw: '(201) 555-0123', extension: null, valid: true }, american],
      [[''], null],
    ],
    format: [
      [
        { e164: '+34612345678', raw: '612345678', extension: '7', valid: true },
        '+34 612 34 56 78 ext. 7',
        '+34 612 34 56 78 ext. 7',
        '+34 612 34 56 78 ext. 7',
      ],
      [{ e164: null, raw: 'ask Ana', extension: null, valid: false }, 'ask Ana', 'ask Ana', 'ask Ana'],
    ],
    operators: ['is', 'contains', 'not_contains', 'starts_with', 'is_empty', 'is_not_empty'],
  }),
  table({
    type: urlType,
    parse: [
      ['example.com', 'https://example.com'],
      ['http://example.com/a?b=c', 'http://example.com/a?b=c'],
      ['localhost:3000', 'https://localhost:3000'],
      ['javascript:alert(1)', '!not_a_url'],
      ['ftp://example.com', '!not_a_url'],
      ['no spaces here', '!not_a_url'],
    ],
    csv: [
      [['www.example.com/'], 'https://www.example.com'],
      [[''], null],
    ],
    format: [['https://www.example.com/a', 'example.com/a', 'example.com/a', 'example.com/a']],
    operators: wording,
  }),
  table({
    type: addressType,
    parse: [
      [
        { city: ' Tartu ', country: 'EE', region: '' },
        { city: 'Tartu', country: 'EE' },
      ],
      [{}, '!empty'],
      [{ country: 'Eesti' }, '!not_a_country'],
      [{ city: 5 }, '!not_text'],
      ['Tartu', '!not_an_address'],
    ],
    csv: [
      [
        ['Mayor 1', '28013', 'Madrid', '', 'España'],
        { street: 'Mayor 1', postcode: '28013', city: 'Madrid', country: 'ES' },
      ],
      [['', '', '', '', 'eesti'], { country: 'EE' }],
      [['', '', '', '', 'us'], { country: 'US' }],
      [['', '', '', '', 'Philipines'], '!not_a_country'],
      [['', '', '', '', ''], null],
    ],
    format: [
      [
        { street: 'Mayor 1', postcode: '28013', city: 'Madrid', country: 'ES' },
        'Mayor 1, 28013 Madrid, Spain',
        'Mayor 1, 28013 Madrid, España',
        'Mayor 1, 28013 Madrid, Hispaania',
      ],
    ],
    operators: ['contains', 'not_contains', 'is_empty', 'is_not_empty'],
  }),
  table({
    type: referenceType,
    parse: [
      [id, id],
      ['Acme', '!not_an_id'],
    ],
    csv: [
      [[id], id],
      [['Acme'], '!not_found'],
      [[''], null],
    ],
    operators: membership,
  }),
  table({
    type: tagsType,
    parse: [
      [
        ['a', ' a ', 'b  c'],
        ['a', 'b c'],
      ],
      [[], '!empty'],
      [[' '], '!empty'],
      [Array.from({ length: 51 }, (_, i) => `t${i}`), '!too_many'],
      ['a', '!not_a_list'],
    ],
    csv: [
      [['a; b|c'], ['a', 'b', 'c']],
      [[''], null],
    ],
    format: [[['a', 'b'], 'a, b', 'a, b', 'a, b']],
    operators: containment,
  }),
  table({
    type: moodType,
    parse: [
      [-2, -2],
      [3, '!not_a_mood'],
      [0.5, '!not_a_mood'],
    ],
    csv: [
      [['😀'], 2],
      [['−1'], -1],
      [['5'], '!not_a_mood'],
      [['good'], '!not_a_mood'],
      [[''], null],
    ],
    format: [[-2, '😠', '😠', '😠']],
    operators: ordering,
  }),
  table({
    type: identifierType,
    parse: [
      [id, id],
      ['x', '!not_an_id'],
    ],
    csv: [[[id], id]],
    operators: membership,
  }),
  table({
    type: documentType,
    parse: [
      [{ a: 1 }, { a: 1 }],
      [[1], '!not_a_document'],
      [{ a: '\u0000' }, '!control_characters'],
    ],
    csv: [
      [['{"a":1}'], { a: 1 }],
      [['{a'], '!not_a_document'],
      [[''], null],
    ],
    operators: ['is_empty', 'is_not_empty'],
  }),
  ...[fileType, imageType].map((type) =>
    table({
      type,
      parse: [
        [id, { id, name: '', type: '', size: 0 }],
        [{ id }, { id, name: '', type: '', size: 0 }],
        [
          { id, name: 'a.png', type: 'image/png', size: 3 },
          { id, name: 'a.png', type: 'image/png', size: 3 },
        ],
        [
          { id, name: 1, type: null, size: '3' },
          { id, name: '', type: '', size: 0 },
        ],
        ['a.png', '!not_a_file'],
        [{ name: 'a.png' }, '!not_a_file'],
      ],
      csv: [
        [['a.png', `https://crm.example.com/api/v1/files/${id}/content`], { id, name: 'a.png', type: '', size: 0 }],
        [['a.png'], '!not_a_file'],
        [[''], null],
      ],
      format: [[{ id, name: 'a.png', type: 'image/png', size: 3 }, 'a.png', 'a.png', 'a.png']],
      operators: wording,
    }),
  ),
]

test('a file leaves with the address that it has from outside', () => {
  const value = { id, name: 'a.png', type: 'image/png', size: 3 }
  expect(fileType.toCsv(value, {})).toEqual(['a.png', `/files/${id}/content`])
  const convention = { address: (path: string) => `https://crm.example.com${path}` }
  expect(fileType.toCsv(value, {}, convention)).toEqual(['a.png', `https://crm.example.com/files/${id}/content`])
  expect(fileType.searchText?.({ ...value, name: 'Plan_2.final.pdf' })).toBe('Plan 2 final pdf')
})

/** A good value, or `!code`. */
function outcome(parsed: { ok: true; value: unknown } | { ok: false; code: string }): unknown {
  return parsed.ok ? parsed.value : `!${parsed.code}`
}

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe.each(tables.map((one) => [one.type.kind, one] as const))(
  '%s',
  (_kind, { type, options = {}, ...cases }: Table<never>) => {
    test.each(cases.parse)('of the API: %j', (given, expected) => {
      expect(outcome(type.parse(given, options, spanish))).toEqual(expected)
    })

    test.each(cases.csv.map((one) => [...one]))('of a file: %j', (cells, expected, convention = spanish) => {
      expect(outcome(type.fromCsv(cells, options, convention))).toEqual(expected)
    })

    test.each(cases.format ?? [])('of %j is shown in every language', (value, ...shown) => {
      const texts = languages.map((language) => type.format(value, options, { language, timeZone: 'Europe/Madrid' }))
      expect(texts.map(plain)).toEqual(shown)
    })

    test('written to a file is read from it again', () => {
      for (const [given, expected] of cases.parse) {
        const parsed = type.parse(given, options, american)
        if (!parsed.ok || typeof expected === 'string') continue
        const cells = type.toCsv(parsed.value, options)
        const again = type.fromCsv(cells, options, american)
        expect(again.ok && again.value !== null && type.toCsv(again.value, options)).toEqual(cells)
      }
    })

    test('fills as many cells of a spreadsheet as columns of a file', () => {
      for (const [given] of cases.parse) {
        const parsed = type.parse(given, options, american)
        if (!parsed.ok || !type.toSheet) continue
        const cells = type.toSheet(parsed.value, options, { timeZone: 'Europe/Tallinn' })
        expect(cells).toHaveLength(type.toCsv(parsed.value, options).length)
      }
    })

    test('has its operators, each with SQL of numbered parameters', () => {
      expect(type.operators.map((operator) => operator.name)).toEqual(cases.operators)
      for (const operator of type.operators) {
        const column = type.columns[type.orderColumn ?? 0]?.type ?? 'text'
        const { text, values } = compile(operator.sql(raw('t.x'), column, ['a', 'b']))
        expect(text).toMatch(/t\.x/)
        expect(values.length).toBe([...text.matchAll(/\$\d+/g)].length)
      }
    })

    test('has a column for each stored value, and a schema', () => {
      for (const [given] of cases.parse) {
        const parsed = type.parse(given, options, spanish)
        if (parsed.ok) expect(type.toColumns(parsed.value, (minor) => minor)).toHaveLength(type.columns.length)
      }
      expect(type.jsonSchema(options)).toBeTypeOf('object')
      expect(languages.every((language) => type.label[language] !== '')).toBe(true)
    })
  },
)

function sheetCells<V>(type: FieldType<V>, value: V) {
  return type.toSheet?.(value, {}, { timeZone: 'Europe/Tallinn' })
}

test.each([
  ['an integer', sheetCells(integerType, 12), [{ kind: 'number', value: '12' }]],
  ['a decimal', sheetCells(decimalType, '0.10'), [{ kind: 'number', value: '0.10' }]],
  ['a percentage', sheetCells(percentType, 12.5), [{ kind: 'percent', value: 12.5 }]],
  [
    'an amount',
    sheetCells(moneyType, { minor: 150, currency: 'EUR' }),
    [
      { kind: 'amount', value: '1.50' },
      { kind: 'text', text: 'EUR' },
    ],
  ],
  [
    'an amount without cents',
    sheetCells(moneyType, { minor: 150, currency: 'JPY' }),
    [
      { kind: 'number', value: '150' },
      { kind: 'text', text: 'JPY' },
    ],
  ],
  ['a boolean', sheetCells(booleanType, true), [{ kind: 'boolean', value: true }]],
  ['a day', sheetCells(dateType, '2026-03-31'), [{ kind: 'date', day: '2026-03-31' }]],
  [
    'an instant',
    sheetCells(dateTimeType, '2026-03-31T07:30:00.000Z'),
    [{ kind: 'date_time', local: '2026-03-31T10:30:00' }],
  ],
  ['a duration', sheetCells(durationType, 5_400), [{ kind: 'duration', seconds: 5_400 }]],
  ['a mood', sheetCells(moodType, 2), [{ kind: 'number', value: '2' }]],
])('%s is typed in a spreadsheet', (_what, cells, expected) => {
  expect(cells).toEqual(expected)
})

test('every field type has its table, but those whose values are of another type', () => {
  const filledIn = [...fieldTypes.values()].filter((type) => !type.derive)
  expect(tables.map((one) => one.type.kind).sort()).toEqual(filledIn.map(({ kind }) => kind).sort())
})
