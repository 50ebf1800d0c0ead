import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { streetOf } from './street.ts'

const folder = join(process.env.TENDERO_REFERENCE_DATA ?? '', '09-interop', 'address-format')

interface Case {
  readonly what: string
  readonly road: string
  readonly number: string
  /** The line that holds both, as the country writes it. */
  readonly line: string
}

/** The cases of a country whose road and number stand on one line. */
function casesOf(file: string): readonly Case[] {
  const documents = readFileSync(join(folder, file), 'utf8').split(/^---$/m)
  return documents.flatMap((text) => {
    const [given = '', expected = ''] = text.split(/^expected:/m)
    const part = (name: string) => new RegExp(`^\\s+${name}:\\s*"?([^"\\n]+?)"?\\s*$`, 'm').exec(given)?.[1]
    const [road, number] = [part('road'), part('house_number')]
    const line = expected.split('\n').find((one) => road && number && one.includes(road) && one.includes(number))
    // A block and a lot behind the number are none of the street.
    return road && number && line && !/Quadra/.test(line)
      ? [{ what: `${file}: ${line.trim()}`, road, number, line: line.trim() }]
      : []
  })
}

const there = Boolean(process.env.TENDERO_REFERENCE_DATA) && existsSync(folder)
const cases = there
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap(casesOf)
  : []

describe.skipIf(!there)('addresses as countries write them', () => {
  test('are many', () => {
    expect(cases.length).toBe(49)
  })

  test('are the same street whichever stands first, the number or the name', () => {
    const told = ({ number, words }: ReturnType<typeof streetOf>) => [number, ...[...words].sort()].join(' ')
    const differing = cases.filter(({ road, number, line }) => {
      const wanted = told(streetOf(line))
      return told(streetOf(`${number} ${road}`)) !== wanted || told(streetOf(`${road}, ${number}`)) !== wanted
    })
    expect(differing.map(({ what }) => what)).toEqual([])
  })
})
