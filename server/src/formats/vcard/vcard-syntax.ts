import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/** A line of a card: `item1.TEL;TYPE=work,cell:+34 612 …`. Names are in capitals, parameters' values as written. */
export interface VcardProperty {
  readonly group: string | null
  readonly name: string
  readonly parameters: ReadonlyMap<string, readonly string[]>
  /** As written, with its escapes; quoted-printable is decoded. */
  readonly value: string
}

/**
 * Reads a line of a vCard 2.1, 3.0 or 4.0 (RFC 2426, RFC 6350, RFC 6868) that was put together from its folded lines.
 * @returns undefined for what is no property
 */
export function readProperty(line: string): VcardProperty | undefined {
  const head = /^(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)((?:;(?:"[^"]*"|[^":])*)?):/.exec(line)
  if (!head) return undefined
  const [whole, group = null, name = '', written = ''] = head
  const parameters = readParameters(written)
  const value = line.slice(whole.length)
  return {
    group: group?.toLowerCase() ?? null,
    name: name.toUpperCase(),
    parameters,
    value: isQuotedPrintable(parameters) ? decodeQuotedPrintable(value, parameters.get('CHARSET')?.[0]) : value,
  }
}

/** Encodings that a vCard 2.1 names without saying what they are; any other bare word is a type. */
const bareEncodings = new Set(['QUOTED-PRINTABLE', 'BASE64', '8BIT', '7BIT', 'B'])

function readParameters(written: string): ReadonlyMap<string, readonly string[]> {
  const parameters = new Map<string, string[]>()
  for (const [, part = ''] of written.matchAll(/;((?:"[^"]*"|[^";])*)/g)) {
    const [, key, rest = ''] = /^([^=]*?)(?:=(.*))?$/s.exec(part) ?? []
    const bare = !part.includes('=')
    const name = bare ? (bareEncodings.has(part.toUpperCase()) ? 'ENCODING' : 'TYPE') : (key ?? '').toUpperCase()
    const values = [...(bare ? part : rest).matchAll(/"([^"]*)"|([^",]+)/g)].flatMap(([, quoted, plain = '']) =>
      quoted === undefined ? plain : name === 'TYPE' ? quoted.split(',') : quoted,
    )
    parameters.set(name, [...(parameters.get(name) ?? []), ...values.map(unescapedParameter)])
  }
  return parameters
}

/** RFC 6868: what a parameter cannot hold. */
function unescapedParameter(text: string): string {
  return text.replace(/\^([n'^])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign === "'" ? '"' : '^'))
}

export function isQuotedPrintable(parameters: VcardProperty['parameters']): boolean {
  return parameters.get('ENCODING')?.some((one) => one.toUpperCase() === 'QUOTED-PRINTABLE') === true
}

/** Without a word about its letters it is what programs of that time wrote: UTF-8, else Western European. */
function decodeQuotedPrintable(text: string, charset?: string): string {
  const bytes = Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    /=[0-9A-Fa-f]{2}/.test(text) ? 'latin1' : 'utf-8',
  )
  if (charset !== undefined && iconv.encodingExists(charset)) return iconv.decode(bytes, charset)
  return isUtf8(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, 'windows-1252')
}

/** The text of a value: `\n` is a line end, other signs behind a backslash are themselves. */
export function textOf(value: string): string {
  return value
    .replace(/\\(.)/gs, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign))
    .replace(/\r\n?/g, '\n')
    .trim()
}

/** The texts of a value of several: `Doe;John` by ';', `friend,work` by ','. Escaped separators do not part. */
export function textsOf(value: string, separator: ';' | ','): readonly string[] {
  return partsOf(value, separator).map(textOf)
}

function partsOf(value: string, separator: ';' | ','): readonly string[] {
  const parts: string[] = []
  let part = ''
  for (const [piece] of value.matchAll(/\\.|[^\\]|\\$/gs))
    if (piece === separator) {
      parts.push(part)
      part = ''
    } else part += piece
  return [...parts, part]
}

/** The parts of a name or an address; a part of several, told apart by commas, has spaces between them. */
export function componentsOf(value: string): readonly string[] {
  return partsOf(value, ';').map((part) => partsOf(part, ',').map(textOf).filter(Boolean).join(' '))
}

/** A text as a value. */
export function escapedText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n')
}

/** Signs that no line can hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
const unwritable = /[\0-\x08\n-\x1f]/g
/** Longest line in bytes, without its line end. */
const longestLine = 75

/** A line of a card with its line end, folded where it is long; letters are not cut. */
export function foldedLine(line: string): string {
  const rows: string[] = []
  let row = ''
  let bytes = 0
  for (const letter of line.replace(unwritable, '')) {
    const more = Buffer.byteLength(letter)
    if (bytes + more > longestLine) {
      rows.push(row)
      row = ' '
      bytes = 1
    }
    row += letter
    bytes += more
  }
  return `${[...rows, row].join('\r\n')}\r\n`
}
