import { createReadStream } from 'node:fs'
import { dayIn, type TextConvention } from '@tendero/model'
import { mayAct, scopeOf } from '../kernel/actor.ts'
import { type Caller, callerAs } from '../kernel/caller.ts'
import { forbidden } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import { correctedRow, correctionsByRow } from './corrected-rows.ts'
import { type CsvRow, csvBatches } from './csv-file.ts'
import { keyText } from './find-records.sql.ts'
import { importFiles } from './import-files.ts'
import { type ImportPlan, planImport } from './import-plan.ts'
import type { WantedReference } from './read-row.ts'
import { type ReferenceFinder, referenceFinder } from './reference-finder.sql.ts'
import { openRejects, type RejectsFile } from './rejects-file.ts'
import { type SeenKeys, seenKeys } from './seen-keys.ts'
import { changeImport, type ImportPatch, type StoredImport } from './stored-imports.sql.ts'
import { type MissingWords, missingWords, nothingYet, type Tally } from './tally.ts'

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
export const noteMilliseconds = 300

/** What the sheets that go in one go have in common. */
export interface Together {
  readonly operationId: string
  readonly sheets: number
  /** Of a dry run: by table, what the records that earlier sheets would make are known by. */
  readonly keys: Map<string, SeenKeys>
}

/** Everything that one pass over a file works with. */
export interface Work {
  readonly kernel: Kernel
  readonly place: ImportPlace
  readonly stored: StoredImport
  readonly dry: boolean
  readonly file: string
  readonly operationId: string
  readonly together: Together
  /** The place among the sheets that go in one go. */
  readonly sheet: number
  readonly finder: ReferenceFinder
  readonly seen: SeenKeys
  /** Of a dry run: by field or fields, what its good rows have that one record alone may have. */
  readonly claims: Map<string, SeenKeys>
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
  /** The keys of a file whose rows refer to each other. */
  inFile: SeenKeys | undefined
  deferred: boolean
}

/** A record that is made because the file refers to it. */
export interface Draft {
  readonly wanted: WantedReference
  readonly id: string
  /** Only of a dry run: it stands for one that an earlier row of the file, or of another sheet, would have made. */
  readonly standsIn: boolean
}

/** The process stops; the job comes again and goes on. */
export class Interrupted extends Error {}

/** Opens an import for one pass; one that was interrupted goes on from what it noted. */
export async function beginWork(
  kernel: Kernel,
  place: ImportPlace,
  stored: StoredImport,
  { dry, watching, together, sheet }: Pick<Work, 'dry' | 'watching' | 'together' | 'sheet'>,
): Promise<Work> {
  const caller = await importCaller(kernel, place, stored)
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
    operationId: together.operationId,
    together,
    sheet,
    finder: referenceFinder(),
    seen: seenKeys(),
    claims: new Map(),
    inFile: undefined,
    missing: missingWords(resumed ? stored.notFound : []),
    rejects: openRejects(rejects, stored.setup, stored.columns),
    drafts: new Map(),
    watching,
    caller,
    plan,
    tally: resumed ? { ...stored.counts, problems: stored.problems, likely: stored.likely } : nothingYet,
    rejectBytes: resumed ? stored.rejectBytes : 0,
    bytes: 0,
    notedAt: 0,
    deferred: resumed,
  }
}

/** Who brought the file, with the rights of this moment, or those of the API key. */
export function importCaller(
  kernel: Kernel,
  { workspaceId }: ImportPlace,
  { createdBy, role }: StoredImport,
): Promise<Caller> {
  return callerAs(kernel, workspaceId, createdBy, 'import', role ?? undefined)
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

/** Today in the workspace: the day whose rates value an amount. */
export function todayOf({ kernel, caller }: Pick<Work, 'kernel' | 'caller'>): string {
  const { timeZone, clockOffset } = caller.model.settings
  return dayIn(timeZone, new Date(kernel.now().getTime() + clockOffset * 1_000))
}

/** The rows of the file in batches, without those that hold nothing. */
export async function* rowsOf(
  work: Pick<Work, 'file' | 'stored'>,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<readonly CsvRow[]> {
  const corrections = correctionsByRow(work.stored.setup.corrections)
  const stream = createReadStream(work.file, { highWaterMark: 256 * 1024 })
  try {
    for await (const rows of csvBatches(stream, work.stored.setup.format, batchSize)) {
      onBytes(stream.bytesRead)
      yield rows
        .map((row) => correctedRow(row, corrections))
        .filter((row) => row.cells.some((cell) => cell.trim() !== ''))
    }
  } finally {
    stream.destroy()
  }
}

/** Rights and catalogues as of now: the import itself may have made teams, or somebody took a right away. */
export async function refresh(work: Work): Promise<void> {
  const caller = await importCaller(work.kernel, work.place, work.stored)
  if (caller.model === work.caller.model) return
  if (!mayAct(caller.actor, 'import')) throw forbidden({ action: 'import' })
  work.caller = caller
  work.plan = planImport(caller.model, caller.actor, work.stored.setup)
}

/** The id that a record made for a word will have; undefined when the actor may make none. */
export function draftFor(work: Work, wanted: WantedReference): string | undefined {
  const target = wanted.plan.reference?.target
  if (!target || scopeOf(work.caller.actor, target.name, 'create') === 'none') return undefined
  return draftOf(work, wanted, false)
}

/** Of a dry run: the id of what stands for a record that earlier rows would have made; undefined when they make none. */
export function standInFor(work: Work, wanted: WantedReference): string | undefined {
  const keys = work.together.keys.get(wanted.plan.reference?.target.recordedAs ?? '')
  return work.dry && keys?.has(keyText(wanted.text)) ? draftOf(work, wanted, true) : undefined
}

function draftOf({ drafts }: Work, wanted: WantedReference, standsIn: boolean): string {
  const draft = drafts.get(draftKey(wanted)) ?? { wanted, id: newId(), standsIn }
  drafts.set(draftKey(wanted), draft)
  return draft.id
}

/** A draft that was written is found like any other record. */
export function draftMade({ drafts, finder }: Work, { wanted, id }: Draft): void {
  drafts.delete(draftKey(wanted))
  finder.remember(wanted, id)
}

function draftKey({ plan, text }: WantedReference): string {
  return `${plan.field.name} ${keyText(text)}`
}

/** What to note of the progress now. */
export function progressOf(work: Work): ImportPatch {
  const { problems, likely, ...counts } = work.tally
  const patch = { counts, readBytes: work.bytes, rejectBytes: work.rejectBytes, problems, likely }
  if (performance.now() - work.notedAt < noteMilliseconds) return patch
  work.notedAt = performance.now()
  work.watching.progress?.(counts, work.bytes)
  return { ...patch, notFound: work.missing.entries().map((one) => ({ ...one, suggestions: [] })) }
}

/** @returns whether somebody asks to cancel @throws Interrupted when the import was taken out of our hands */
export async function note(work: Work, patch: ImportPatch): Promise<boolean> {
  const { changed, cancelRequested } = await work.kernel.database.transaction(work.place.workspaceId, (tx) =>
    changeImport(tx, work.place.id, patch, ['checking', 'running']),
  )
  if (!changed) throw new Interrupted('the import is no longer ours')
  return cancelRequested
}
