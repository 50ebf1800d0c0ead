import type { SheetCell } from '@tendero/model'
import { stripped } from '@tendero/model/stripped'
import { serialOf } from './serial-date.ts'

/** Longest text of a cell; a spreadsheet refuses a file with a longer one, so the rest is cut. */
const longestCell = 32_767
/** A number of more digits would be changed by the spreadsheet: it stays text. */
const mostDigits = 15
/** Before that day spreadsheets disagree about dates. */
const firstDay = '1900-03-01'

/** Cell styles by their place in the style sheet; dates and times are shown as the reader's system writes them. */
const styles = ['plain', 'head', 'amount', 'date', 'date_time', 'duration', 'percent', 'fraction'] as const
const styleOf = (name: (typeof styles)[number]): string => ` s="${styles.indexOf(name)}"`

/** A cell as XML; its place follows from those before it. */
export function cellXml(cell: SheetCell): string {
  if (cell === null) return '<c/>'
  switch (cell.kind) {
    case 'text':
      return textXml(cell.text)
    case 'number':
    case 'amount':
      return decimalXml(cell.value, cell.kind === 'amount' ? styleOf('amount') : '')
    case 'percent':
      return numberXml(cell.value / 100, styleOf(Number.isInteger(cell.value) ? 'percent' : 'fraction'))
    case 'boolean':
      return `<c t="b"><v>${cell.value ? 1 : 0}</v></c>`
    case 'date':
      return instantXml(cell.day, `${cell.day}T00:00:00Z`, styleOf('date'))
    case 'date_time':
      return instantXml(cell.local, `${cell.local}Z`, styleOf('date_time'))
    case 'duration':
      return numberXml(cell.seconds / 86_400, styleOf('duration'))
  }
}

/** The head of a column. */
export function headXml(text: string): string {
  return textXml(text, styleOf('head'))
}

function numberXml(value: number, style: string): string {
  return `<c${style}><v>${value}</v></c>`
}

function decimalXml(value: string, style: string): string {
  const digits = value.replace(/^-?0*\.?0*|\./g, '').length
  return digits > mostDigits ? textXml(value) : `<c${style}><v>${value}</v></c>`
}

function instantXml(shown: string, instant: string, style: string): string {
  return shown < firstDay || shown > '9999-12-32' ? textXml(shown) : numberXml(serialOf(new Date(instant)), style)
}

function textXml(text: string, style = ''): string {
  if (text === '') return `<c${style}/>`
  return `<c${style} t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, longestCell))}</t></is></c>`
}

/** A text within XML; what XML cannot hold is written as spreadsheets do: `_x0007_`. */
export function xmlText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(unwritable, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? '')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const unwritable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
  /[\0-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/**
 * Names that a workbook takes: at most 31 characters, without the signs of references, no two alike.
 * @example sheetNames(['A/B', 'a b']) //=> ['A B', 'a b (2)']
 */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return wanted.map((name) => {
    const plain = stripped(name.replace(/[\\/?*:[\]]/g, ' '), "'").trim() || 'Sheet'
    let found = plain.slice(0, 31)
    for (let n = 2; taken.has(found.toLowerCase()); n += 1) found = `${plain.slice(0, 25)} (${n})`
    taken.add(found.toLowerCase())
    return found
  })
}

/** The style sheet, in the order of `styles`. */
export function stylesXml(namespace: string): string {
  const formats = [0, 0, 4, 14, 22, 46, 9, 164]
  const cells = formats.map(
    (format, index) =>
      `<xf numFmtId="${format}" fontId="${styles[index] === 'head' ? 1 : 0}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
  )
  return `<styleSheet xmlns="${namespace}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0###%"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}
