import { dateType } from '../date.ts'
import { dateTimeType } from '../date-time.ts'
import { durationType } from '../duration.ts'
import { american, ordering, spanish, type Table, table } from './table.ts'

export const times: readonly Table<never>[] = [
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
]
