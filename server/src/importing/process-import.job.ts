import type { ImportState } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import { Failure } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readingFor } from '../kernel/read-records.ts'
import type { CsvRow } from './csv-file.ts'
import { keyText } from './find-records.sql.ts'
import type { FieldPlan } from './import-plan.ts'
import {
  beginWork,
  conventionOf,
  draftFor,
  type ImportPlace,
  Interrupted,
  note,
  refresh,
  rowsOf,
  standInFor,
  type Together,
  todayOf,
  type Watching,
  type Work,
} from './import-work.job.ts'
import { keysInFile, linkRows } from './link-rows.job.ts'
import { type Known, lookUp } from './look-up.sql.ts'
import { nearestWords } from './nearest-words.sql.ts'
import { type RowReading, readRow } from './read-row.ts'
import { rehearseOutcomes } from './rehearse-outcomes.job.ts'
import { rowId } from './row-id.ts'
import { settleLikely } from './settle-likely.job.ts'
import { type Knowledge, settleRow } from './settle-row.ts'
import { keepKeys } from './sheet-keys.job.ts'
import { changeImport, type ImportPatch, loadGroup, loadImport, type StoredImport } from './stored-imports.sql.ts'
import { commit, noteDry } from './write-outcomes.job.ts'

/**
 * Reads a file to its end, and after it those that go in one go with it, under one operation: a dry run only tells what
 * would happen, otherwise each batch of 500 rows is a transaction that also notes how far it is, so that after an
 * interruption it goes on exactly there. Bad rows stop nothing; a sheet that fails or is cancelled stops those behind it.
 */
export async function processImport(
  kernel: Kernel,
  place: ImportPlace,
  dry: boolean,
  watching: Watching = {},
): Promise<void> {
  const { workspaceId } = place
  const load = () => kernel.database.read(workspaceId, (tx) => loadGroup(tx, place.id))
  const group = await load()
  const together: Together = {
    operationId: group.find((one) => one.operationId !== null)?.operationId ?? newId(),
    sheets: group.length,
    keys: new Map(),
  }
  // The keys of sheets that an interrupted dry run has passed already are needed for those behind them.
  if (dry && group.some(({ state }) => state === 'checking')) await checkAgain(kernel, workspaceId, group)
  for (const [sheet, { id }] of group.entries()) {
    await processSheet(kernel, { workspaceId, id }, { dry, watching, together, sheet })
    const { state, error } = (await load())[sheet] ?? {}
    if (state !== 'failed' && state !== 'cancelled') continue
    await endGroup(kernel, workspaceId, group.slice(sheet + 1), { state, error })
    break
  }
  if (!dry && group.length > 1) await noteOperation(kernel, workspaceId, await load())
}

/** A sheet of which nothing was written belongs to the operation of the others: they are taken back together. */
async function noteOperation(kernel: Kernel, workspaceId: string, group: readonly StoredImport[]): Promise<void> {
  const operationId = group.find((one) => one.operationId !== null)?.operationId
  if (!operationId) return
  await kernel.database.transaction(workspaceId, async (tx) => {
    for (const { id } of group) await changeImport(tx, id, { operationId })
  })
}

async function checkAgain(kernel: Kernel, workspaceId: string, group: readonly StoredImport[]): Promise<void> {
  await kernel.database.transaction(workspaceId, async (tx) => {
    for (const { id } of group) await changeImport(tx, id, { state: 'checking' }, ['checked'])
  })
}

/** Sheets behind one that did not come to its end are not begun. */
async function endGroup(
  kernel: Kernel,
  workspaceId: string,
  rest: readonly StoredImport[],
  patch: Pick<ImportPatch, 'state' | 'error'>,
): Promise<void> {
  await kernel.database.transaction(workspaceId, async (tx) => {
    for (const { id } of rest) await changeImport(tx, id, { ...patch, cancelRequested: false }, ['checking', 'running'])
  })
}

interface Pass {
  readonly dry: boolean
  readonly watching: Watching
  readonly together: Together
  /** The place of the sheet in its group. */
  readonly sheet: number
}

async function processSheet(kernel: Kernel, place: ImportPlace, pass: Pass): Promise<void> {
  const state = pass.dry ? 'checking' : 'running'
  const stored = await kernel.database.read(place.workspaceId, (tx) => loadImport(tx, place.id))
  if (stored.state !== state) return
  try {
    const work = await beginWork(kernel, place, stored, pass)
    try {
      work.inFile = await keysInFile(work)
      const cancelled = await passRows(work)
      if (!cancelled && !work.dry && work.deferred) await linkRows(work)
      await finish(work, cancelled)
    } finally {
      await work.rejects.close(work.rejectBytes)
    }
  } catch (error) {
    if (error instanceof Interrupted) throw error
    await fail(kernel, place, state, error)
  }
}

/** @returns whether it was cancelled */
async function passRows(work: Work): Promise<boolean> {
  const from = work.tally.read
  const convention = conventionOf(work.caller.model, work.stored.setup)
  let passed = 0
  const onBytes = (bytes: number) => {
    work.bytes = bytes
  }
  for await (const rows of rowsOf(work, onBytes)) {
    const readings = rows.map((row) => readRow(work.plan, row.cells, convention))
    const done = Math.min(Math.max(from - passed, 0), rows.length)
    passed += rows.length
    for (let i = 0; i < done; i += 1) noteKey(work, readings[i], rows[i])
    if (done === rows.length) continue
    if (work.kernel.stopping.aborted) throw new Interrupted('the process stops')
    await refresh(work)
    if (await passBatch(work, rows.slice(done), readings.slice(done))) return true
  }
  return false
}

/** Rows that an earlier attempt wrote count for duplicates. */
function noteKey({ plan, seen }: Work, reading: RowReading | undefined, row: CsvRow | undefined): void {
  const key = plan.updateBy && reading?.values[plan.updateBy.name]
  if (key !== undefined && row) seen.add(keyText(key), row.number)
}

async function passBatch(work: Work, rows: readonly CsvRow[], readings: readonly RowReading[]): Promise<boolean> {
  const knowledge = knowledgeOf(work, await lookUp(work, readings))
  const outcomes = rows.flatMap((row, index) => {
    const reading = readings[index]
    return reading ? [settleRow(work.plan, row, reading, knowledge)] : []
  })
  const decided = await settleLikely(work, outcomes)
  if (!work.dry) return commit(work, decided)
  const rehearsed = await rehearseOutcomes(work, decided)
  work.drafts.clear()
  keepKeys(work, rehearsed)
  return noteDry(work, rehearsed)
}

function knowledgeOf(work: Work, { existing, merged }: Known): Knowledge {
  const { caller, finder, seen, inFile, missing, operationId, plan } = work
  const day = todayOf(work)
  return {
    model: caller.model,
    candidates: (wanted) => finder.candidates(caller.model, wanted),
    existing: (key) => existing.get(keyText(key)) ?? [],
    merged: (key) => merged.get(keyText(key)) ?? [],
    seenBefore: (key, row) => seen.add(keyText(key), row),
    comesInFile(wanted) {
      const target = wanted.plan.reference?.target.recordedAs ?? ''
      const comes = target === plan.object.recordedAs && inFile?.has(keyText(wanted.text)) === true
      if (comes) work.deferred = true
      return comes
    },
    standIn: (wanted) => standInFor(work, wanted),
    draft: (wanted) => draftFor(work, wanted),
    newId: (row) => rowId(operationId, row, work.sheet),
    missing: (field, word) => missing.add(field, word),
    refusal: (field, value) => refusalOf(caller, day, field, value),
  }
}

/** Only values of several columns can be refused when they are stored: an amount needs its worth. */
function refusalOf({ model }: Caller, day: string, { field }: FieldPlan, value: unknown): string | undefined {
  if (field.type.columns.length < 2) return undefined
  try {
    field.type.toColumns(value, (minor, currency) => model.worth(minor, currency, day))
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
}

async function finish(work: Work, cancelled: boolean): Promise<void> {
  const { kernel, place, tally, dry, caller, plan } = work
  const { problems, likely, ...counts } = tally
  const notFound = await kernel.database.read(place.workspaceId, (tx) =>
    nearestWords(readingFor(kernel, caller, tx), plan, work.missing.entries()),
  )
  await note(work, {
    state: cancelled ? 'cancelled' : dry ? 'checked' : 'done',
    counts,
    problems,
    likely,
    notFound,
    readBytes: cancelled ? work.bytes : work.stored.totalBytes,
    rejectBytes: work.rejectBytes,
    error: null,
    cancelRequested: false,
    ...(cancelled ? {} : { totalRows: counts.read }),
    ...(dry || counts.good === 0 ? {} : { operationId: work.operationId }),
  })
  work.watching.progress?.(counts, work.bytes)
}

/** Notes honestly that it ended; what was written stays noted and can be taken back. */
async function fail(kernel: Kernel, place: ImportPlace, state: ImportState, error: unknown): Promise<void> {
  const code = error instanceof Failure ? error.code : 'internal'
  if (code === 'internal') kernel.log.error({ err: error, import: place.id }, 'an import failed')
  await kernel.database.transaction(place.workspaceId, (tx) =>
    changeImport(tx, place.id, { state: 'failed', error: errorText(error, code) }, [
      state === 'checking' ? state : 'running',
    ]),
  )
}

/** The code, and the line of the file where that is known. */
function errorText(error: unknown, code: string): string {
  const line = error instanceof Failure ? error.details?.line : undefined
  return typeof line === 'number' ? `${code}:${line}` : code
}
