import { PassThrough, type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type AnyRecord, columnHeads, compile, type Field, type ListQuery, type ObjectType } from '@tendero/model'
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

export type ExportQuery = Pick<ListQuery, 'filter' | 'search' | 'sort' | 'fields'>

/** Rows that the cursor fetches at once, and that are written at once. */
const batchSize = 500
/** Exports that a process makes at once: each holds a connection. */
const mostAtOnce = 4
/** A reader who takes nothing for so long loses the export. */
const patienceMilliseconds = 120_000

let running = 0

/**
 * All records of a view as CSV, begun by calling what is given: streamed from a cursor, headed in the reader's language,
 * without a cap. Whoever stops reading sets the connection free.
 * @throws Failure 403 without the right to export or read, 429 `too_many_exports`
 */
export function exportRecords(kernel: Kernel, caller: Caller, object: ObjectType, query: ExportQuery): () => Readable {
  const { actor, model } = caller
  if (!mayAct(actor, 'export')) throw forbidden({ action: 'export' })
  requireVerb(actor, object, 'read')
  const fields = exportedFields(actor, object, query.fields)
  const now = new Date(kernel.now().getTime() + model.settings.clockOffset * 1_000)
  const { statement, text } = allRecords({ model, actor, now }, object, {
    ...query,
    fields: fields.map((field) => field.name),
  })
  if (running >= mostAtOnce) throw new Failure(429, 'too_many_exports', { details: { most: mostAtOnce } })
  return () => begin(kernel, actor, fields, { ...compile(statement), cells: text })
}

interface Begun extends ReturnType<typeof compile> {
  /** A row as the JSON of its record. */
  cells(row: RecordRow): string
}

function begin(kernel: Kernel, actor: Actor, fields: readonly Field[], { text, values, cells }: Begun): Readable {
  noteStatement(text)
  running += 1
  const target = new PassThrough()
  const patience = setTimeout(
    () => target.destroy(new Error('the reader of an export went away')),
    patienceMilliseconds,
  )
  target.write(`\ufeff${csvLine(fields.flatMap((field) => columnHeads(field, actor.language)).map(inertCell), ',')}`)
  kernel.database
    .cursor(actor.workspaceId, async (client) => {
      const rows = client.query(new QueryStream(text, values, { batchSize, highWaterMark: batchSize }))
      await pipeline(
        rows,
        csvLines(fields, cells, () => patience.refresh()),
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

function csvLines(fields: readonly Field[], text: (row: RecordRow) => string, alive: () => void): Transform {
  let lines = ''
  let held = 0
  return new Transform({
    writableObjectMode: true,
    transform(row: RecordRow, _encoding, done) {
      const record: AnyRecord = JSON.parse(text(row))
      lines += csvLine(recordCells(record, fields), ',')
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
