import type { ReportDefinition, SheetCell } from '@tendero/model'
import { type MadeFile, notedRows, tableFile } from '../exporting/index.ts'
import { mayAct } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { forbidden } from '../kernel/failure.ts'
import { joinedFields, type PlacedField } from '../kernel/joined-fields.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Reading, readingFor } from '../kernel/read-records.ts'
import { reportRecords } from './report-records.sql.ts'
import { figureHeads, figureRows, type ReportWording, recordHeads, valueCells } from './report-sheet.ts'
import { reportedObject } from './reported-object.ts'
import { runReport } from './run-report.sql.ts'

/** What a report is asked with to become a file. */
interface AskedFile {
  readonly definition: ReportDefinition
  readonly name: string
  /** csv or xlsx. */
  readonly format: string
}

/** Reads in a transaction of its own. */
type Read = <T>(work: (reading: Reading) => Promise<T>) => Promise<T>

/**
 * A report as a file: its rows with subtotals, others and total; of a plain table all records, page by page.
 * @throws Failure 403 without the right to export, 422 as of the report, `invalid_format`
 */
export async function reportFile(
  kernel: Kernel,
  caller: Caller,
  { definition, name, format }: AskedFile,
): Promise<MadeFile> {
  if (!mayAct(caller.actor, 'export')) throw forbidden({ action: 'export' })
  const read: Read = (work) =>
    kernel.database.read(caller.actor.workspaceId, (tx) => work(readingFor(kernel, caller, tx)))
  const table = await (definition.kind === 'table' ? recordTable(read, definition) : figureTable(read, definition))
  const entry = { object: definition.object, detail: { format, report: name, definition } }
  return tableFile({ name, heads: table.heads, rows: notedRows(kernel, caller, entry, table.rows) }, format)
}

interface Table {
  readonly heads: readonly string[]
  readonly rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>
}

function figureTable(read: Read, definition: ReportDefinition): Promise<Table> {
  return read(async (reader) => {
    const result = await runReport(reader, definition)
    const wording = wordingOf(reader, definition)
    return { heads: figureHeads(wording, definition, result), rows: figureRows(wording, definition, result) }
  })
}

async function recordTable(read: Read, definition: ReportDefinition): Promise<Table> {
  const first = await read((reader) => reportRecords(reader, definition))
  const wording = await read(async (reader) => wordingOf(reader, definition))
  async function* rows(): AsyncGenerator<readonly SheetCell[]> {
    for (let page = first; ; ) {
      for (const { values, titles } of page.items)
        yield page.columns.flatMap((path, index) => valueCells(wording, path, values[index], titles[index] ?? null))
      const { next } = page
      if (next === null) return
      page = await read((reader) => reportRecords(reader, definition, next))
    }
  }
  return { heads: first.columns.flatMap((path) => recordHeads(wording, path)), rows: rows() }
}

function wordingOf(reader: Reading, definition: ReportDefinition): ReportWording {
  const { reading, object } = reportedObject(reader, definition)
  const fields = joinedFields(reading, object)
  const { language } = reading.actor
  const { timeZone, baseCurrency } = reading.model.settings
  const along = (path: string): readonly PlacedField[] =>
    path.split('.').map((_, index, names) => fields.at(names.slice(0, index + 1).join('.')))
  return { language, timeZone, currency: baseCurrency, fieldsAlong: (path) => along(path).map(({ field }) => field) }
}
