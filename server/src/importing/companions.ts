import { type CompanionName, companionNames, type ObjectType, translated } from '@tendero/model'
import { keptText } from './kept-text.ts'

/** Objects that have them. */
const withCompanions: ReadonlySet<string> = new Set(['contact', 'account'])
/** What a contact point and a note take. */
const longestValue = 254
const longestLabel = 60
const longestSubject = 80
/** Of a line with a value and its label: the pattern goes back over longer ones for too long. */
const longestPoint = 500

export const companionLabels = {
  emails: translated(['E-mail addresses', 'Correos electrónicos', 'E-posti aadressid']),
  phones: translated(['Phones', 'Teléfonos', 'Telefonid']),
  others: translated(['Other contact points', 'Otros medios de contacto', 'Muud kontaktandmed']),
  note: translated(['Note', 'Nota', 'Märge']),
} as const

/** The companion that a mapping names; undefined for a field. */
export function companionNamed(object: ObjectType, name: string): CompanionName | undefined {
  return withCompanions.has(object.name) ? companionNames.find((one) => one === name) : undefined
}

/** A way to reach somebody, as a cell has it. */
export interface PointText {
  readonly value: string
  readonly label: string | null
}

/**
 * The ways to reach somebody that stand in a cell, a line for each.
 * @example readPoints('612 345 678 (Work)') //=> [{ value: '612 345 678', label: 'Work' }]
 */
export function readPoints(text: string): readonly PointText[] {
  return text.split('\n').flatMap((line) => {
    const written = line.trim().slice(0, longestPoint)
    const [, value = '', label = ''] = /^(.*?)\s*(?:\(([^()]*)\))?\s*$/.exec(written) ?? []
    return value === '' ? [] : [{ value: keptText(value, longestValue), label: keptText(label, longestLabel) || null }]
  })
}

/** Ways to reach somebody as a cell. */
export function writePoints(points: readonly PointText[]): string {
  return points
    .map(({ value, label }) =>
      [value, label ? `(${label.replace(/[()\n]/g, ' ').trim()})` : ''].filter(Boolean).join(' '),
    )
    .join('\n')
}

/** What a note is called that has only a text: its first line. */
export function noteSubject(text: string): string {
  const [line = ''] = text.trim().split('\n')
  return line.length > longestSubject ? `${keptText(line, longestSubject - 1).trim()}…` : line
}
