import { PassThrough, type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  type AnyRecord,
  columnHeads,
  compile,
  type ExportConvention,
  type Field,
  type ListQuery,
  type ObjectType,
} from '@tendero/model'
import QueryStream from 'pg-query-stream'
import { type Actor, mayAct, mayUseField } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { csvLine } from '../kernel/csv-line.ts'
import { Failure, forbidden } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { allRecords } from '../kernel/read-records.ts'
import type { RecordRow } from '../kernel/record-select.ts'
import { noteStatement } from '../kernel/statement-log.ts'
import { inertCell, recordCells } from './csv-cells.ts'

export interface ExportQuery extends Pick<ListQuery, 'filter' | 'search' | 'sort' | 'fields'> {
  /** How addresses are written; without it files stand there by their paths. */
  readonly convention?: ExportConvention
}

/** Rows that the cursor fetches at once, and that are written at once. */
const batchSize = 500
/** Exports that a process makes at once: each holds a connection. */
const mostAtOnce = 4
/** A reader who takes nothing for so long loses the export. */
const patienceMilliseconds = 120_000

let running = 0

/**
 * All records of a view as CSV, streamed from a cursor: headed in the reader's language, without a cap. Whoever stops
 * reading sets the connection free. Everything is checked at once; what comes back begins to read.
 * @throws Failure 403 without the right to export or read, 429 `too_many_exports`
 */
export function prepareExport(kernel: Kernel, caller: Caller, object: ObjectType, query: ExportQuery): () => Readable {
  const { actor, model } = caller
  if (!mayAct(actor, 'export')) throw forbidden({ action: 'export' })
  requireVerb(actor, object, 'read')
  const fields = exportedFields(actor, object, query.fields)
  const now = new Date(kernel.now().getTime() + model.settings.clockOffset * 1_000)
  const { statement, text } = allRecords({ model, actor, now }, object, {
    ...query,
    fields: fields.map((field) => field.name),
  })
  const command = compile(statement)
  const heads = fields.flatMap((field) => columnHeads(field, actor.language))
  refuseCrowd()
  return () =>
    stream(kernel, actor.workspaceId, command, heads, (alive) =>
      csvLines({ fields, text, alive, convention: query.convention }),
    )
}

function refuseCrowd(): void {
  if (running >= mostAtOnce) throw new Failure(429, 'too_many_exports', { details: { most: mostAtOnce } })
}

interface Command {
  readonly text: string
  readonly values: readonly unknown[]
}

function stream(
  kernel: Kernel,
  workspaceId: string,
  command: Command,
  heads: readonly string[],
  lines: (alive: () => void) => Transform,
): Readable {
  refuseCrowd()
  noteStatement(command.text)
  running += 1
  const target = new PassThrough()
  const patience = setTimeout(
    () => target.destroy(new Error('the reader of an export went away')),
    patienceMilliseconds,
  )
  target.write(`\ufeff${csvLine(heads.map(inertCell), ',')}`)
  kernel.database
    .cursor(workspaceId, async (client) => {
      const rows = client.query(
        new QueryStream(command.text, [...command.values], { batchSize, highWaterMark: batchSize }),
      )
      await pipeline(
        rows,
        lines(() => patience.refresh()),
        target,
      )
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

/** The fields asked for, in that order; else those that are shown, the record's own before those of every record. */
function exportedFields(actor: Actor, object: ObjectType, wanted: ListQuery['fields']): readonly Field[] {
  const readable = (field: Field) => mayUseField(actor, object.name, field.name, 'read')
  if (wanted)
    return wanted.flatMap((name) => [object.fields.get(name)].filter((field) => field !== undefined)).filter(readable)
  const shown = [...object.fields.values()].filter((field) => !field.options.hidden && readable(field))
  return [...shown.filter((field) => !field.system), ...shown.filter((field) => field.system)]
}

interface Lines {
  readonly fields: readonly Field[]
  /** A row as the JSON of its record. */
  readonly text: (row: RecordRow) => string
  /** Told now and then that the reader still reads. */
  readonly alive: () => void
  readonly convention: ExportConvention | undefined
}

function csvLines({ fields, text, alive, convention }: Lines): Transform {
  let lines = ''
  let held = 0
  return new Transform({
    writableObjectMode: true,
    transform(row: RecordRow, _encoding, done) {
      const record: AnyRecord = JSON.parse(text(row))
      lines += csvLine(recordCells(record, fields, convention), ',')
      held += 1
      if (held < 100) return done()
      alive()
      const full = lines
      lines = ''
      held = 0
      done(null, full)
    },
    flush(done) {
      done(null, lines)
    },
  })
}
