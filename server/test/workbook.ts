import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SheetCell } from '@tendero/model'
import yazl from 'yazl'
import { openWorkbook } from '../src/formats/workbook/read-workbook.ts'
import { type Sheet, workbookStream } from '../src/formats/workbook/write-workbook.ts'

type Part = string | (() => Iterable<string>)

/** Writes a zip archive of parts; large ones are given in pieces. */
export async function writeZip(path: string, parts: Readonly<Record<string, Part>>): Promise<string> {
  const zip = new yazl.ZipFile()
  for (const [name, part] of Object.entries(parts))
    if (typeof part === 'string') zip.addBuffer(Buffer.from(part), name)
    else zip.addReadStream(Readable.from(part(), { objectMode: false }), name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook with one sheet, as a spreadsheet writes them; `more` adds parts and replaces them. */
export function workbookParts(sheetData: Part, more: Readonly<Record<string, Part>> = {}): Record<string, Part> {
  const sheet: Part =
    typeof sheetData === 'string'
      ? `<worksheet>${sheetData}</worksheet>`
      : function* () {
          yield '<worksheet>'
          yield* sheetData()
          yield '</worksheet>'
        }
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${relationships}"><sheets><sheet name="One" sheetId="1" r:id="s1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s1" Type="${relationships}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  }
}

/** A whole workbook, as a spreadsheet would save it. */
export async function workbookOf(...sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const chunk of workbookStream(sheets)) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

/** A sheet of texts; the first row has the heads. */
export function textSheet(name: string, [heads = [], ...rows]: readonly (readonly string[])[]): Sheet {
  const cell = (text: string): SheetCell => (text === '' ? null : { kind: 'text', text })
  return { name, heads, rows: rows.map((row) => row.map(cell)) }
}

/** What a workbook's file shows in the cells of a sheet, the first one unless another is named, row by row. */
export async function cellsOf(path: string, sheet?: string): Promise<readonly (readonly string[])[]> {
  const workbook = await openWorkbook(path)
  try {
    const rows: (readonly string[])[] = []
    for await (const batch of workbook.rows(sheet ?? workbook.sheets[0] ?? ''))
      rows.push(...batch.map((row) => row.cells))
    return rows
  } finally {
    workbook.close()
  }
}
