import { bad, good, type Parsed, type TextConvention } from '../field-type.ts'

/** Characters: patterns go back over longer cells for too long. */
const longestNumber = 1_000

/**
 * A number as people and files write it, to a plain decimal ('-1234.5'). Accepts the convention's decimal sign, the
 * other sign, spaces and apostrophes between groups of three, a trailing or leading currency sign, and parentheses
 * for negative amounts.
 * @example plainDecimal('1.234,50 €', { decimal: ',' }) //=> '1234.50'
 */
export function plainDecimal(cell: string, convention: Pick<TextConvention, 'decimal'>): Parsed<string> {
  if (cell.length > longestNumber) return bad('not_a_number')
  let text = cell.trim().replace(/[\u00a0\u202f\u2009]/g, ' ')
  const parenthesised = /^\((.*)\)$/.exec(text)
  if (parenthesised) text = `-${parenthesised[1]}`
  text = text
    .replace(/^([-+−]?)\s*(?:\p{Sc}|[A-Z]{3})\s*/u, '$1')
    .replace(/\s*(?:\p{Sc}|[A-Z]{3}|%)$/u, '')
    .replace('−', '-')
  const group = convention.decimal === ',' ? '.' : ','
  const grouped = new RegExp(
    `^[-+]?\\d{1,3}(?:[${group === '.' ? '\\.' : ','} '’]\\d{3})+(?:\\${convention.decimal}\\d+)?$`,
  )
  if (grouped.test(text)) text = text.replaceAll(group, '').replace(/[ '’]/g, '')
  const plain = text.replace(convention.decimal, '.')
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(plain)) return bad('not_a_number')
  return good(
    plain
      .replace(/^\+/, '')
      .replace(/^(-?)\./, '$10.')
      .replace(/\.$/, ''),
  )
}
