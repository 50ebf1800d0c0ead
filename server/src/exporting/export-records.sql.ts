import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  type AnyRecord,
  compile,
  type ExportConvention,
  type Field,
  type ListQuery,
  type ObjectType,
} from '@tendero/model'
import QueryStream from 'pg-query-stream'
import { type Actor, mayAct, mayUseField } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { Failure, forbidden } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { allRecords, hasMoreThan, readingFor } from '../kernel/read-records.ts'
import type { RecordRow } from '../kernel/record-select.ts'
import { noteStatement } from '../kernel/statement-log.ts'
import { nowIn } from '../kernel/workspace-model.ts'
import type { ExportFormat, Exporting } from './export-format.ts'
import { type ExportEntry, notedRows } from './noted-rows.ts'

export interface ExportQuery extends Pick<ListQuery, 'filter' | 'search' | 'sort' | 'fields'> {
  /** How addresses are written; without it files stand there by their paths. */
  readonly convention?: ExportConvention
}

/** Rows that the cursor fetches at once. */
const batchSize = 500
/** Exports that a process makes at once: each holds a connection. */
const mostAtOnce = 4
/** A reader who takes nothing for so long loses the export. */
const patienceMilliseconds = 120_000

let running = 0

/**
 * All records of a view as a file, streamed from a cursor. Whoever stops reading sets the connection free. Everything
 * is checked at once; what comes back begins to read.
 * @throws Failure 403 without the right to export or read, 422 `invalid_format` for a file that there is not of the
 * object, `too_many_rows` with the most that the file may hold, 429 `too_many_exports`
 */
export async function prepareExport(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  query: ExportQuery,
  format: ExportFormat,
): Promise<() => Readable> {
  const { actor, model } = caller
  if (!mayAct(actor, 'export')) throw forbidden({ action: 'export' })
  requireVerb(actor, object, 'read')
  if (format.fits?.(object) === false) throw new Failure(422, 'invalid_format')
  const fields = exportedFields(actor, object, format.fields?.(object) ?? query.fields)
  const now = nowIn(kernel, model)
  const { statement, text } = allRecords({ model, actor, now }, object, {
    ...query,
    fields: fields.map((field) => field.name),
  })
  const command = compile(statement)
  if (format.most !== undefined) await refuseTooMany(kernel, caller, object, query, format.most)
  refuseCrowd()
  const exporting = { kernel, caller, object, fields, convention: query.convention }
  return () => stream(exporting, command, text, format, query)
}

function refuseCrowd(): void {
  if (running >= mostAtOnce) throw new Failure(429, 'too_many_exports', { details: { most: mostAtOnce } })
}

async function refuseTooMany(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  query: ExportQuery,
  most: number,
): Promise<void> {
  const exceeded = await kernel.database.read(caller.actor.workspaceId, (tx) =>
    hasMoreThan(most, readingFor(kernel, caller, tx), object, query),
  )
  if (exceeded) throw new Failure(422, 'too_many_rows', { details: { most } })
}

interface Command {
  readonly text: string
  readonly values: readonly unknown[]
}

function stream(
  exporting: Exporting,
  command: Command,
  text: (row: RecordRow) => string,
  format: ExportFormat,
  query: ExportQuery,
): Readable {
  const { kernel, caller, object, fields } = exporting
  refuseCrowd()
  const sensitive = fields.filter(({ options }) => options.sensitive).map(({ name }) => name)
  kernel.reads.noting(caller)?.(object.name, sensitive, null)
  noteStatement(command.text)
  running += 1
  const target = new PassThrough()
  const patience = setTimeout(
    () => target.destroy(new Error('the reader of an export went away')),
    patienceMilliseconds,
  )
  kernel.database
    .cursor(caller.actor.workspaceId, async (client) => {
      const rows = client.query(
        new QueryStream(command.text, [...command.values], { batchSize, highWaterMark: batchSize }),
      )
      const file = (source: AsyncIterable<RecordRow>) =>
        format.write(
          exporting,
          notedRows(
            kernel,
            caller,
            entryOf(exporting, format, query),
            recordsOf(source, text, () => patience.refresh()),
          ),
        )
      await pipeline(rows, file, target)
    })
    .catch((error: unknown) => {
      target.destroy(error instanceof Error ? error : new Error(String(error)))
    })
    .finally(() => {
      clearTimeout(patience)
      running -= 1
    })
  return target
}

/** Which records these are, and what of them leaves. */
function entryOf({ object, fields }: Exporting, { extension }: ExportFormat, query: ExportQuery): ExportEntry {
  const { filter, search } = query
  return { object: object.name, detail: { format: extension, filter, search, fields: fields.map(({ name }) => name) } }
}

/** Records between two signs of life. */
const recordsBetweenSigns = 100

async function* recordsOf(
  rows: AsyncIterable<RecordRow>,
  text: (row: RecordRow) => string,
  alive: () => void,
): AsyncGenerator<AnyRecord> {
  let count = 0
  for await (const row of rows) {
    count += 1
    if (count % recordsBetweenSigns === 0) alive()
    yield JSON.parse(text(row))
  }
}

/** The fields asked for, in that order; else those that are shown, the record's own before those of every record. */
function exportedFields(actor: Actor, object: ObjectType, wanted: ListQuery['fields']): readonly Field[] {
  const readable = (field: Field) => mayUseField(actor, object.name, field.name, 'read')
  if (wanted)
    return wanted.flatMap((name) => [object.fields.get(name)].filter((field) => field !== undefined)).filter(readable)
  const shown = [...object.fields.values()].filter((field) => !field.options.hidden && readable(field))
  return [...shown.filter((field) => !field.system), ...shown.filter((field) => field.system)]
}
