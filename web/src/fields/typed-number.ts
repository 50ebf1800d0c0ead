import type { Language } from '@tendero/model/translated'

function decimalSign(language: Language): ',' | '.' {
  return new Intl.NumberFormat(language).format(0.5).includes(',') ? ',' : '.'
}

/**
 * A number as people of a language type it, as a plain decimal; null for nothing, undefined for what is no number.
 * @example plainNumber('1.234,5', 'es') //=> '1234.5'   plainNumber('12.5', 'es') //=> '12.5'
 */
export function plainNumber(typed: string, language: Language): string | null | undefined {
  const text = typed.replace(/[\s'’%]/g, '').replace('−', '-')
  if (text === '') return null
  const sign = decimalSign(language)
  const other = sign === ',' ? '.' : ','
  const grouped = new RegExp(`^-?\\d{1,3}(\\${other}\\d{3})+(\\${sign}\\d*)?$`)
  const plain = grouped.test(text)
    ? text.replaceAll(other, '').replace(sign, '.')
    : text.replace(sign, '.').replace(other, '.')
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined
  return plain.replace(/^(-?)\./, '$10.').replace(/\.$/, '')
}

/** A plain decimal as a person of the language would type it, without grouping. */
export function typedNumber(plain: string, language: Language): string {
  return plain.replace('.', decimalSign(language))
}
