import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.env.TENDERO_REFERENCE_DATA

/**
 * A file or folder of the public reference data that TENDERO_REFERENCE_DATA names. Where it is not there the test is
 * left out, and the output says so.
 */
export function referencePath(path: string): string | undefined {
  const found = folder === undefined ? undefined : join(folder, path)
  if (found !== undefined && existsSync(found)) return found
  console.log(`left out: checks against ${path} (TENDERO_REFERENCE_DATA ${folder ? 'lacks it' : 'is not set'})`)
  return undefined
}

/** Rows of a reference CSV by column; none where it is not there. Only plain and quoted cells. */
export function referenceRows(path: string): readonly Readonly<Record<string, string>>[] {
  const found = referencePath(path)
  if (found === undefined) return []
  const [head = '', ...lines] = readFileSync(found, 'utf8').trimEnd().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line) => {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    )
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
  })
}
