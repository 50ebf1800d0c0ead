import { booleanType } from '../boolean.ts'
import { decimalType } from '../decimal.ts'
import { integerType } from '../integer.ts'
import { moneyType } from '../money.ts'
import { moodType } from '../mood.ts'
import { percentType } from '../percent.ts'
import { american, ordering, spanish, type Table, table } from './table.ts'

export const numbers: readonly Table<never>[] = [
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
]
