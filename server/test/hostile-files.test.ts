import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { ImportRun, Page, RejectedRow } from '@tendero/model'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { inertCell } from '../src/exporting/index.ts'
import { csvLine } from '../src/kernel/csv-line.ts'
import { query } from './hostile.ts'
import { openImports } from './imports.ts'
import { suiteFolder } from './suite-folder.ts'
import { cellsOf, textSheet, workbookOf } from './workbook.ts'

/** Texts that harm, in files that come in and go out: kept as they are by us, and computed by no spreadsheet. */

const folder = process.env.TENDERO_REFERENCE_DATA ? join(process.env.TENDERO_REFERENCE_DATA, '13-hostile') : ''
if (!existsSync(folder)) console.log('Left out: hostile texts in files (TENDERO_REFERENCE_DATA is not set).')

const { ines, upload, did } = await openImports()

/** What is kept of a line of text: without spaces at the ends, line breaks as spaces. */
const kept = (text: string) => text.replace(/\s*[\r\n]+\s*/g, ' ').trim()
/** What a spreadsheet computes: a cell that begins so, unless it is a number or an apostrophe says that it is text. */
const computed = (cell: string) => /^[=+\-@\t\r\n]/.test(cell) && !/^[-+]?[\d.,]+$/.test(cell)

/** Each once, of those that a name may be. */
function hostileNames(): readonly string[] {
  const read = (name: string) => readFileSync(join(folder, name))
  const lines = (text: string) => text.split('\n')
  const all = [
    ...(JSON.parse(read('blns.json').toString()) as string[]),
    ...lines(read('csv_injection.txt').toString()),
    ...lines(gunzipSync(read('xss_payloads.txt.gz')).toString()).slice(0, 1_500),
  ].map(kept)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is refused
  return [...new Set(all)].filter((name) => name !== '' && name.length <= 300 && !/[\u0000-\u001F]/.test(name))
}

const heads = ['Name', 'External ID', 'Employees']
const sources = {
  csv: (rows: readonly (readonly string[])[]) =>
    new Uint8Array(Buffer.from([heads, ...rows].map((row) => csvLine(row.map(inertCell), ',')).join(''))),
  // An import takes one apostrophe off, which an export may have put there.
  xlsx: (rows: readonly (readonly string[])[]) =>
    workbookOf(textSheet('One', [heads, ...rows.map((row) => row.map((cell) => cell.replace(/^'+[=+\-@]/, "'$&")))])),
}

describe.skipIf(!existsSync(folder)).each(Object.entries(sources))('a file of %s', (kind, source) => {
  const names = folder === '' ? [] : hostileNames()
  const idOf = (index: number) => `${kind}-${String(index).padStart(5, '0')}`
  const filter = query({ field: 'externalId', op: 'starts_with', value: `${kind}-` })
  const expected = Object.fromEntries(names.map((name, index) => [idOf(index), name]))
  const taken = async (rows: readonly (readonly string[])[]): Promise<ImportRun> => {
    const run = await upload('account', await source(rows), { name: `hostile.${kind}` })
    await did(run, 'rehearsal')
    return did(run, 'run')
  }
  const exported = async (format: string) => {
    const answer = await ines.request('GET', `/accounts/export?format=${format}&fields=name,externalId&${filter}`)
    return new Uint8Array(await answer.arrayBuffer())
  }

  test('is read text by text, and the API answers each as it was', { timeout: 60_000 }, async () => {
    expect(names.length).toBeGreaterThan(1_500)
    const run = await taken(names.map((name, index) => [name, idOf(index), '']))
    expect(run.state).toBe('done')
    expect(run.rows).toMatchObject({ created: names.length, bad: 0 })
    const seen: Record<string, string> = {}
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await ines.json('GET', `/accounts?limit=200&${filter}${cursor ? `&cursor=${cursor}` : ''}`)
      for (const one of page.items) seen[String(one.externalId)] = String(one.name)
      cursor = page.next
    }
    expect(seen).toEqual(expected)
  })

  test('leaves as CSV with no cell that a spreadsheet computes, and nothing lost', async () => {
    const [, ...rows]: string[][] = parse(Buffer.from(await exported('csv')), { bom: true })
    expect(rows.flat().filter(computed)).toEqual([])
    const read = (cell: string) => (/^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell)
    expect(Object.fromEntries(rows.map(([name = '', id = '']) => [id, read(name)]))).toEqual(expected)
  })

  test('leaves as XLSX as texts, none of them a formula', async () => {
    const path = join(suiteFolder(), 'out.xlsx')
    writeFileSync(path, await exported('xlsx'))
    const [, ...rows] = await cellsOf(path)
    expect(Object.fromEntries(rows.map(([name, id]) => [id, name]))).toEqual(expected)
  })

  test('gives back what was refused with no cell that a spreadsheet computes', async () => {
    const rows = names.map((name, index) => [name, `no-${idOf(index)}`, `${name} people`])
    const run = await taken(rows)
    const answer = await ines.request('GET', `/imports/${run.id}/rejects`)
    const [head, ...refused]: string[][] = parse(await answer.text(), { bom: true })
    expect([head, refused.length]).toEqual([[...heads, 'row', 'problem'], names.length])
    expect(refused.flat().filter(computed)).toEqual([])
    const { items } = await ines.json<{ items: RejectedRow[] }>('GET', `/imports/${run.id}/rejected-rows`)
    expect(items.map(({ row, cells }) => [row, cells[0]])).toEqual(items.map(({ row }) => [row, names[row - 1]]))
  })
})
