import { expect, test } from 'vitest'
import { formatFor } from '../kernel/format.ts'
import { kindOf } from './index.ts'

const style = { format: formatFor('en', 'Europe/Madrid'), baseCurrency: 'EUR' }

test.each([
  ['money', 1_234_567_89, '€1,234,567.89', '€1.2M'],
  ['money', 5_00, '€5.00', '€5'],
  ['decimal', '1234.25', '1,234.25', '1,234.3'],
  ['integer', 1_234, '1,234', '1,234'],
  ['mood', 1.25, '1.25', '1.3'],
  ['percent', 12.5, '12.5%', '12.5%'],
  ['duration', 3_900, '1:05', '1:05'],
  ['date', '2026-03-02', 'Mar 2, 2026', 'Mar 2, 2026'],
  ['dateTime', '2026-03-02T11:30:00.000Z', 'Mar 2, 2026, 12:30 PM', 'Mar 2, 2026, 12:30 PM'],
  ['boolean', true, 'true', 'true'],
  ['of a newer server', 'as it is', 'as it is', 'as it is'],
] as const)('a figure of %s: %s is %s, and %s where there is little room', (kind, figure, exact, short) => {
  // Which space stands before “PM” depends on the version of Node.
  const written = (more: object) =>
    kindOf({ kind })
      .figureText(figure, { ...style, ...more })
      .replace(/\s/g, ' ')
  expect([written({}), written({ short: true })]).toEqual([exact, short])
})
