import { createReadStream } from 'node:fs'
import { dayIn, type ImportRun, type TextConvention } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { mayAct, scopeOf } from '../kernel/actor.ts'
import { type Caller, callerAs } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { Failure, forbidden } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readingFor } from '../kernel/read-records.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import { type CsvRow, csvBatches } from './csv-file.ts'
import { type FoundByKey, findByKeys, keyText } from './find-records.sql.ts'
import { importFiles } from './import-files.ts'
import { type FieldPlan, type ImportPlan, planImport } from './import-plan.ts'
import { nearestWords } from './nearest-words.sql.ts'
import { cellProblem, type RowReading, readRow, type WantedReference } from './read-row.ts'
import { type ReferenceFinder, referenceFinder } from './reference-finder.sql.ts'
import { openRejects, type RejectsFile } from './rejects-file.ts'
import { rowId } from './row-id.ts'
import { type SeenKeys, seenKeys } from './seen-keys.ts'
import { draftValues, type Knowledge, settleRow } from './settle-row.ts'
import { changeImport, type ImportPatch, loadImport, type StoredImport } from './stored-imports.sql.ts'
import { type MissingWords, missingWords, nothingYet, type Outcome, type Tally, tallied } from './tally.ts'

/** Which import, in which workspace. */
export interface ImportPlace {
  readonly workspaceId: string
  readonly id: string
}

export interface Watching {
  /** Told how far it is, several times a second at most. */
  progress?(counts: Pick<Tally, 'read' | 'good' | 'bad'>, bytes: number): void
}

/** Rows of one transaction and one statement. */
const batchSize = 500
/** Between two notes of a dry run's progress, and of words not found. */
const noteMilliseconds = 300

/** Everything that one pass over a file works with. */
interface Work {
  readonly kernel: Kernel
  readonly place: ImportPlace
  readonly stored: StoredImport
  readonly dry: boolean
  readonly file: string
  readonly operationId: string
  readonly finder: ReferenceFinder
  readonly seen: SeenKeys
  readonly inFile: SeenKeys | undefined
  readonly missing: MissingWords
  readonly rejects: RejectsFile
  readonly drafts: Map<string, Draft>
  readonly watching: Watching
  caller: Caller
  plan: ImportPlan
  tally: Tally
  rejectBytes: number
  bytes: number
  notedAt: number
  deferred: boolean
}

/** A record that is made because the file refers to it. */
interface Draft {
  readonly wanted: WantedReference
  readonly id: string
  made: boolean
}

/**
 * Reads a file to its end: a dry run only tells what would happen, otherwise each batch of 500 rows is a transaction
 * that also notes how far it is, so that after an interruption it goes on exactly there. Bad rows stop nothing.
 */
export async function processImport(
  kernel: Kernel,
  place: ImportPlace,
  dry: boolean,
  watching: Watching = {},
): Promise<void> {
  const state = dry ? 'checking' : 'running'
  const stored = await kernel.database.read(place.workspaceId, (tx) => loadImport(tx, place.id))
  if (stored.state !== state) return
  try {
    const work = await beginWork(kernel, place, stored, dry, watching)
    const cancelled = await passRows(work)
    if (!cancelled && !dry && work.deferred) await linkRows(work)
    await work.rejects.close(work.rejectBytes)
    await finish(work, cancelled)
  } catch (error) {
    if (error instanceof Interrupted) throw error
    await fail(kernel, place, state, error)
  }
}

/** The process stops; the job comes again and goes on. */
class Interrupted extends Error {}

async function beginWork(
  kernel: Kernel,
  place: ImportPlace,
  stored: StoredImport,
  dry: boolean,
  watching: Watching,
): Promise<Work> {
  const caller = await callerAs(kernel, place.workspaceId, stored.createdBy, 'import')
  if (!mayAct(caller.actor, 'import')) throw forbidden({ action: 'import' })
  const plan = planImport(caller.model, caller.actor, stored.setup)
  const { file, rejects } = importFiles(kernel.dataDir, place.workspaceId, place.id)
  const resumed = !dry && stored.counts.read > 0
  return {
    kernel,
    place,
    stored,
    dry,
    file,
    operationId: stored.operationId ?? newId(),
    finder: referenceFinder(),
    seen: seenKeys(),
    inFile: await keysInFile(plan, file, caller.model),
    missing: missingWords(resumed ? stored.notFound : []),
    rejects: openRejects(rejects, stored.setup, stored.columns),
    drafts: new Map(),
    watching,
    caller,
    plan,
    tally: resumed ? { ...stored.counts, problems: stored.problems } : nothingYet,
    rejectBytes: resumed ? stored.rejectBytes : 0,
    bytes: 0,
    notedAt: 0,
    deferred: resumed,
  }
}

/** What a file writes numbers and dates with, in this workspace. */
export function conventionOf({ settings }: WorkspaceModel, { format }: StoredImport['setup']): TextConvention {
  return {
    country: settings.country,
    currency: settings.baseCurrency,
    language: settings.language,
    timeZone: settings.timeZone,
    decimal: format.decimal,
    dateOrder: format.dateOrder,
  }
}

async function* readFile(work: Pick<Work, 'file' | 'stored'>, onBytes: (bytes: number) => void = () => {}) {
  const stream = createReadStream(work.file, { highWaterMark: 256 * 1024 })
  try {
    for await (const rows of csvBatches(stream, work.stored.setup.format, batchSize)) {
      onBytes(stream.bytesRead)
      yield rows
    }
  } finally {
    stream.destroy()
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
  for await (const batch of readFile(work, onBytes)) {
    const rows = batch.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
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

/** Rights and catalogues as of now: the import itself may have made teams, or somebody took a right away. */
async function refresh(work: Work): Promise<void> {
  const caller = await callerAs(work.kernel, work.place.workspaceId, work.stored.createdBy, 'import')
  if (caller.model === work.caller.model) return
  if (!mayAct(caller.actor, 'import')) throw forbidden({ action: 'import' })
  work.caller = caller
  work.plan = planImport(caller.model, caller.actor, work.stored.setup)
}

async function passBatch(work: Work, rows: readonly CsvRow[], readings: readonly RowReading[]): Promise<boolean> {
  const existing = await lookUp(work, readings)
  const knowledge = knowledgeOf(work, existing)
  const outcomes = rows.flatMap((row, index) => {
    const reading = readings[index]
    return reading ? [settleRow(work.plan, row, reading, knowledge)] : []
  })
  return work.dry ? noteDry(work, outcomes) : commit(work, outcomes)
}

/** One round of questions for a batch: what its words refer to, and which records have its keys. */
async function lookUp(work: Work, readings: readonly RowReading[]): Promise<FoundByKey> {
  const { kernel, caller, plan, finder } = work
  const wanted = readings.flatMap((reading) => reading.references)
  const { updateBy } = plan
  const keys = updateBy ? readings.flatMap(({ values }) => values[updateBy.name] ?? []).map(String) : []
  if (wanted.length === 0 && keys.length === 0) return new Map()
  return kernel.database.read(work.place.workspaceId, async (tx) => {
    const reading = readingFor(kernel, caller, tx)
    const [found] = await Promise.all([
      updateBy ? findByKeys(reading, plan.object, [updateBy.name], keys) : new Map(),
      finder.load(reading, wanted),
    ])
    return found
  })
}

function knowledgeOf(work: Work, existing: FoundByKey): Knowledge {
  const { caller, finder, seen, inFile, missing, operationId, plan, kernel } = work
  const { timeZone, clockOffset } = caller.model.settings
  const day = dayIn(timeZone, new Date(kernel.now().getTime() + clockOffset * 1_000))
  return {
    model: caller.model,
    candidates: (wanted) => finder.candidates(caller.model, wanted),
    existing: (key) => existing.get(keyText(key)) ?? [],
    seenBefore: (key, row) => seen.add(keyText(key), row),
    comesInFile(wanted) {
      const comes =
        wanted.plan.reference?.target.table === plan.object.table && inFile?.has(keyText(wanted.text)) === true
      if (comes) work.deferred = true
      return comes
    },
    draft: (wanted) => draftFor(work, wanted),
    newId: (row) => rowId(operationId, row),
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

function draftFor({ caller, drafts }: Work, wanted: WantedReference): string | undefined {
  const target = wanted.plan.reference?.target
  if (!target || scopeOf(caller.actor, target.name, 'create') === 'none') return undefined
  const key = `${wanted.plan.field.name} ${keyText(wanted.text)}`
  const draft = drafts.get(key) ?? { wanted, id: newId(), made: false }
  drafts.set(key, draft)
  return draft.id
}

/** The keys of a file whose rows refer to each other; undefined for other files. */
async function keysInFile(plan: ImportPlan, file: string, model: WorkspaceModel): Promise<SeenKeys | undefined> {
  const own = plan.fields.filter(({ reference }) => reference?.target.table === plan.object.table)
  const names = new Set(own.flatMap(({ reference }) => reference?.keys ?? []))
  const keys = plan.fields.filter(({ field }) => names.has(field.name))
  if (own.length === 0 || keys.length === 0) return undefined
  const found = seenKeys()
  const stored = { setup: plan.setup } satisfies Pick<StoredImport, 'setup'>
  const convention = conventionOf(model, stored.setup)
  const only = { ...plan, fields: keys }
  const stream = createReadStream(file, { highWaterMark: 256 * 1024 })
  for await (const rows of csvBatches(stream, plan.setup.format, batchSize))
    for (const row of rows)
      for (const value of Object.values(readRow(only, row.cells, convention).values))
        if (typeof value === 'string') found.add(keyText(value), row.number)
  return found
}

async function noteDry(work: Work, outcomes: readonly Outcome[]): Promise<boolean> {
  work.rejectBytes = await work.rejects.write(work.rejectBytes, outcomes)
  work.tally = tallied(work.tally, outcomes)
  if (performance.now() - work.notedAt < noteMilliseconds) return false
  return note(work, progressOf(work))
}

function progressOf(work: Work): ImportPatch {
  const { problems, ...counts } = work.tally
  const patch = { counts, readBytes: work.bytes, rejectBytes: work.rejectBytes, problems }
  if (performance.now() - work.notedAt < noteMilliseconds) return patch
  work.notedAt = performance.now()
  work.watching.progress?.(counts, work.bytes)
  return { ...patch, notFound: work.missing.entries().map((one) => ({ ...one, suggestions: [] })) }
}

/** @returns whether somebody asks to cancel @throws Interrupted when the import was taken out of our hands */
async function note(work: Work, patch: ImportPatch): Promise<boolean> {
  const { changed, cancelRequested } = await work.kernel.database.transaction(work.place.workspaceId, (tx) =>
    changeImport(tx, work.place.id, patch, ['checking', 'running']),
  )
  if (!changed) throw new Interrupted('the import is no longer ours')
  return cancelRequested
}

/**
 * Writes neighbouring rows and how far that brings the import. What the database refuses is halved until exactly the
 * bad rows are found.
 */
async function commit(work: Work, outcomes: readonly Outcome[]): Promise<boolean> {
  const tally = tallied(work.tally, outcomes)
  const rejectBytes = await work.rejects.write(work.rejectBytes, outcomes)
  try {
    const cancel = await writeOutcomes(work, outcomes, tally, rejectBytes)
    work.tally = tally
    work.rejectBytes = rejectBytes
    return cancel
  } catch (error) {
    const writable = outcomes.filter((one) => one.what !== 'bad')
    const problems = problemsOf(error)
    if (!problems || writable.length === 0) throw error
    if (writable.length > 1) {
      const middle = Math.ceil(outcomes.length / 2)
      return (await commit(work, outcomes.slice(0, middle))) || (await commit(work, outcomes.slice(middle)))
    }
    return commit(
      work,
      outcomes.map((one): Outcome => (one.what === 'bad' ? one : { row: one.row, what: 'bad', problems })),
    )
  }
}

/** What a refusal says about a row; undefined for what is not the row's fault. */
function problemsOf(error: unknown): Extract<Outcome, { what: 'bad' }>['problems'] | undefined {
  if (error instanceof Failure) {
    const fields = Object.entries(error.fields ?? {})
    if (fields.length > 0) return fields.map(([field, problem]) => cellProblem(field || null, null, problem))
    return [cellProblem(null, null, { code: error.code })]
  }
  const state = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return /^(22|23)...$/.test(state) ? [cellProblem(null, null, { code: 'refused', details: { state } })] : undefined
}

async function writeOutcomes(
  work: Work,
  outcomes: readonly Outcome[],
  tally: Tally,
  rejectBytes: number,
): Promise<boolean> {
  const { plan, place, caller, kernel, operationId } = work
  const creates = outcomes.filter((one) => one.what === 'create')
  const updates = outcomes.filter((one) => one.what === 'update')
  const drafts = neededDrafts(work, [...creates, ...updates])
  const { problems, ...counts } = tally
  const cancel = await write(
    kernel,
    caller,
    async (ctx) => {
      for (const [target, of] of byTarget(drafts))
        await ctx.insertMany(
          target,
          of.map(({ wanted, id }) => ({ ...draftValues(wanted), id })),
          { strict: false },
        )
      if (creates.length > 0)
        await ctx.insertMany(
          plan.object.name,
          creates.map(({ id, values }) => ({ ...values, id })),
          { strict: false },
        )
      await ctx.updateMany(
        plan.object.name,
        updates.map(({ id, values }) => ({ ...values, id })),
        { checked: true, strict: false },
      )
      const patch = { ...progressOf(work), counts, problems, rejectBytes, operationId }
      const { changed, cancelRequested } = await changeImport(ctx.tx, place.id, patch, ['running'])
      if (!changed) throw new Interrupted('the import is no longer ours')
      return cancelRequested
    },
    { operationId },
  )
  for (const draft of drafts) {
    draft.made = true
    work.finder.remember(draft.wanted, draft.id)
  }
  return cancel
}

function neededDrafts({ drafts, plan }: Work, outcomes: readonly Extract<Outcome, { id: string }>[]): readonly Draft[] {
  const open = new Map([...drafts.values()].filter((one) => !one.made).map((one) => [one.id, one]))
  if (open.size === 0) return []
  const referring = plan.fields.filter(({ reference }) => reference).map(({ field }) => field.name)
  const needed = new Set<Draft>()
  for (const { values } of outcomes)
    for (const name of referring) {
      const draft = open.get(String(values[name]))
      if (draft) needed.add(draft)
    }
  return [...needed]
}

function byTarget(drafts: readonly Draft[]): ReadonlyMap<string, readonly Draft[]> {
  const targets = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const name = draft.wanted.plan.reference?.target.name ?? ''
    targets.set(name, [...(targets.get(name) ?? []), draft])
  }
  return targets
}

/** A second pass over a file whose rows refer to later ones: now all are there. */
async function linkRows(work: Work): Promise<void> {
  await refresh(work)
  const { plan, kernel, operationId } = work
  const own = plan.fields.filter(({ reference }) => reference?.target.table === plan.object.table)
  const keyed = plan.fields.filter(({ field }) => field === plan.updateBy)
  const only = { ...plan, fields: [...new Set([...own, ...keyed])] }
  const convention = conventionOf(work.caller.model, work.stored.setup)
  const finder = referenceFinder()
  for await (const rows of readFile(work)) {
    const readings = rows.map((row) => ({ row, reading: readRow(only, row.cells, convention) }))
    const linked = readings.filter(({ reading }) => reading.references.length > 0)
    if (linked.length === 0) continue
    const existing = await lookUp(
      { ...work, finder },
      linked.map(({ reading }) => reading),
    )
    const patches = linked.flatMap(({ row, reading }) => {
      const key = plan.updateBy && reading.values[plan.updateBy.name]
      const id = key === undefined ? rowId(operationId, row.number) : existing.get(keyText(key))?.[0]
      const links = reading.references.flatMap((wanted) => {
        const ids = finder.candidates(work.caller.model, wanted)
        return ids.length === 1 ? [[wanted.plan.field.name, ids[0]] as const] : []
      })
      return id !== undefined && links.length > 0 ? [{ ...Object.fromEntries(links), id }] : []
    })
    const once = [...new Map(patches.map((one) => [one.id, one])).values()]
    await write(kernel, work.caller, (ctx) => linkExisting(ctx, plan, once), { operationId })
    await note(work, {})
  }
}

async function linkExisting(
  ctx: Context,
  plan: ImportPlan,
  patches: readonly { readonly id: string }[],
): Promise<void> {
  const found = await findByKeys(
    ctx,
    plan.object,
    ['id'],
    patches.map((one) => one.id),
  )
  await ctx.updateMany(
    plan.object.name,
    patches.filter((one) => found.has(one.id)),
    { strict: false },
  )
}

async function finish(work: Work, cancelled: boolean): Promise<void> {
  const { kernel, place, tally, dry, caller, plan } = work
  const { problems, ...counts } = tally
  const notFound = await kernel.database.read(place.workspaceId, (tx) =>
    nearestWords(readingFor(kernel, caller, tx), plan, work.missing.entries()),
  )
  await note(work, {
    state: cancelled ? 'cancelled' : dry ? 'checked' : 'done',
    counts,
    problems,
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
async function fail(kernel: Kernel, place: ImportPlace, state: ImportRun['state'], error: unknown): Promise<void> {
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
