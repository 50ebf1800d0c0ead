import { describe, expect, test } from 'vitest'
import type { FieldType } from '../field-type.ts'
import { compile, raw } from '../sql.ts'
import { languages } from '../translated.ts'
import { booleanType } from './boolean.ts'
import { choices } from './cases/choices.ts'
import { numbers } from './cases/numbers.ts'
import { references } from './cases/references.ts'
import { american, id, spanish, type Table } from './cases/table.ts'
import { texts } from './cases/texts.ts'
import { times } from './cases/times.ts'
import { dateType } from './date.ts'
import { dateTimeType } from './date-time.ts'
import { decimalType } from './decimal.ts'
import { durationType } from './duration.ts'
import { fileType } from './file.ts'
import { fieldTypes } from './index.ts'
import { integerType } from './integer.ts'
import { moneyType } from './money.ts'
import { moodType } from './mood.ts'
import { percentType } from './percent.ts'

const tables = [...texts, ...numbers, ...times, ...choices, ...references]

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
