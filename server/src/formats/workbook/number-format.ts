/** What a workbook's number means by the format of its cell. */
export type NumberKind = 'number' | 'percent' | 'date' | 'date_time' | 'time'

/** Formats that have a number instead of a code; 27–36 and 50–58 are dates of East Asian versions. */
function builtIn(id: number): NumberKind | undefined {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date'
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time'
  if (id === 22) return 'date_time'
  return id === 9 || id === 10 ? 'percent' : undefined
}

/**
 * What numbers in a format mean (ECMA-376, 18.8.30 and 18.8.31).
 * @param code of formats that a workbook defines itself
 * @example numberKind(164, 'dd/mm/yyyy hh:mm') //=> 'date_time'
 */
export function numberKind(id: number, code?: string): NumberKind {
  if (code === undefined) return builtIn(id) ?? 'number'
  const signs = signsOf(code)
  const time = /[hs]/.test(signs)
  const date = /[yd]/.test(signs) || (/m/.test(signs) && !time)
  if (date) return time ? 'date_time' : 'date'
  if (time) return 'time'
  return signs.includes('%') ? 'percent' : 'number'
}

/** Characters that spreadsheets take: brackets that are never closed are looked for over and over. */
const longestCode = 255

/** The signs of a format's first section: without literal text, colours, currencies and padding. */
function signsOf(code: string): string {
  const plain = code
    .slice(0, longestCode)
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|am\/pm|a\/p/gi, '')
  return (plain.split(';')[0] ?? '').toLowerCase()
}
