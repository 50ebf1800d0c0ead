import { isDeepStrictEqual } from 'node:util'
import type { ImportRun, ImportSetup, ImportState, ObjectType } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { type Actor, isKey } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { Failure, invalid, notFound } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { isLeft } from '../kernel/left-work.ts'
import { type Choices, checkRevertible } from '../kernel/revert-operation.ts'
import { keyOfHeader, readColumns } from './first-rows.ts'
import { type ImportPaths, importFiles, requireFile } from './import-files.ts'
import { planImport } from './import-plan.ts'
import { importable } from './importable-object.ts'
import { convertedFormat, sheetArrival } from './receive-import.action.ts'
import { changeImport, type ImportPatch, loadGroup, type StoredImport } from './stored-imports.sql.ts'
import { suggestedMapping } from './suggested-mapping.ts'

const atWork: readonly ImportState[] = ['checking', 'running', 'reverting']

/**
 * An import as its person may see it; one whose worker died is noted as failed.
 * @throws Failure 404
 */
export async function findImport(kernel: Kernel, caller: Caller, id: string): Promise<StoredImport> {
  const found = (await findGroup(kernel, caller, id)).find((one) => one.id === id)
  if (!found) throw notFound()
  return found
}

/** As `findImport`, with all that go in one go with it, in their order. */
export async function findGroup(kernel: Kernel, caller: Caller, id: string): Promise<readonly StoredImport[]> {
  const { actor } = caller
  const stored = await kernel.database.read(actor.workspaceId, (tx) => loadGroup(tx, id))
  if (!stored.every((one) => mayFollow(actor, one))) throw notFound()
  const stale = stored.filter((one) => isStale(kernel, one))
  if (stale.length === 0) return stored
  await kernel.database.transaction(actor.workspaceId, async (tx) => {
    for (const one of stale) await changeImport(tx, one.id, { state: 'failed', error: 'interrupted' }, atWork)
  })
  return kernel.database.read(actor.workspaceId, (tx) => loadGroup(tx, id))
}

/** One's own, for administrators everybody's; an API key only what came with its role, since it runs with the rights it came with. */
export function mayFollow(actor: Actor, { createdBy, role }: Pick<StoredImport, 'createdBy' | 'role'>): boolean {
  if (actor.administrator) return true
  return createdBy === actor.userId && (!isKey(actor) || role === actor.roleId)
}

export function isStale(kernel: Kernel, { state, updatedAt }: StoredImport): boolean {
  return atWork.includes(state) && isLeft(kernel, updatedAt)
}

/** An import for the screens. */
export function runOf(caller: Pick<Caller, 'model'>, stored: StoredImport): ImportRun {
  const user = caller.model.catalogue.get('user')?.get(stored.createdBy)
  return {
    id: stored.id,
    name: stored.name,
    source: stored.source,
    sheets: stored.sheets,
    group: stored.group,
    state: stored.state,
    setup: stored.setup,
    columns: stored.columns,
    rows: { total: stored.totalRows, ...stored.counts },
    bytes: { total: stored.totalBytes, read: stored.readBytes },
    problems: stored.problems,
    likely: stored.likely,
    notFound: stored.notFound,
    operationId: stored.operationId,
    createdAt: stored.createdAt.toISOString(),
    createdBy: user ? { id: stored.createdBy, name: String(user.name) } : null,
    error: stored.error,
  }
}

/** States in which nothing that was written stands. */
function isUnwritten({ state, operationId }: StoredImport): boolean {
  return state === 'reverted' || (operationId === null && !atWork.includes(state))
}

/** @throws Failure 409 `import_state` when something stands that one of them wrote */
export function requireUnwritten(group: readonly StoredImport[]): void {
  const written = group.find((one) => !isUnwritten(one))
  if (written) throw wrongState(written.state)
}

/**
 * Corrects how a file is read and what its columns mean; columns that read otherwise are suggested anew.
 * @throws Failure 409 `import_state`, 422 `invalid_setup`
 */
export async function setUpImport(kernel: Kernel, caller: Caller, id: string, given: ImportSetup): Promise<void> {
  const group = await findGroup(kernel, caller, id)
  const stored = group.find((one) => one.id === id)
  if (!stored) throw notFound()
  requireUnwritten(group)
  const object = importable(caller.model, caller.actor, given.object)
  if (stored.source === 'vcard' && object.name !== stored.setup.object)
    throw invalid({ object: { code: 'unknown_object' } })
  const { format, columns, bytes } = await reread(kernel, caller, stored, object, given.format)
  const other = object.name !== stored.setup.object || namesOf(columns) !== namesOf(stored.columns)
  const untouched = isDeepStrictEqual(given.mapping, stored.setup.mapping)
  const mapping = other && untouched ? suggestedMapping(caller.model, caller.actor, object, columns) : given.mapping
  const sameRows = isDeepStrictEqual(format, stored.setup.format) && object.name === stored.setup.object
  const setup = { ...given, format, mapping, corrections: sameRows ? given.corrections : undefined }
  // A file read with the wrong delimiter has no column that fits, and must be correctable nevertheless.
  if (setup.mapping.length > 0) planImport(caller.model, caller.actor, setup)
  const patch: ImportPatch = {
    ...afresh,
    state: 'uploaded',
    setup,
    columns,
    headerKey: keyOfHeader(columns),
    totalBytes: bytes,
    operationId: null,
  }
  await kernel.database.transaction(caller.actor.workspaceId, (tx) => changeImport(tx, id, patch))
}

/** What comes of another format: of a CSV other columns, of a workbook another sheet. */
async function reread(
  kernel: Kernel,
  caller: Caller,
  stored: StoredImport,
  object: ObjectType,
  wanted: ImportSetup['format'],
): Promise<Pick<ImportRun, 'columns'> & { readonly format: ImportSetup['format']; readonly bytes: number }> {
  const { workspaceId } = caller.actor
  const { id, source, setup, columns, totalBytes } = stored
  if (source === 'vcard') return { format: setup.format, columns, bytes: totalBytes }
  const { sheet, problemColumn, ...written } = wanted
  const format = source === 'csv' ? written : { ...written, sheet, ...convertedFormat }
  if (isDeepStrictEqual(format, setup.format)) return { format, columns, bytes: totalBytes }
  requireFile(kernel, workspaceId, id)
  if (source === 'xlsx' && sheet !== undefined && sheet !== setup.format.sheet)
    return sheetArrival(caller, object, pathsOf(kernel, workspaceId, stored), sheet)
  return { format, columns: await readColumns(kernel, workspaceId, id, format), bytes: totalBytes }
}

/** The file of an import; the workbook that it came from is that of the first of its group. */
export function pathsOf(
  { dataDir }: Pick<Kernel, 'dataDir'>,
  workspaceId: string,
  { id, groupId }: Pick<StoredImport, 'id' | 'groupId'>,
): ImportPaths {
  return {
    ...importFiles(dataDir, workspaceId, id),
    original: importFiles(dataDir, workspaceId, groupId ?? id).original,
  }
}

function namesOf(columns: ImportRun['columns']): string {
  return JSON.stringify(columns.map(({ name }) => name))
}

const afresh: ImportPatch = {
  counts: { read: 0, good: 0, bad: 0, created: 0, updated: 0 },
  readBytes: 0,
  rejectBytes: 0,
  problems: [],
  likely: { total: 0, rows: [] },
  notFound: [],
  error: null,
  cancelRequested: false,
}

export interface Steering {
  /** The caller does the work itself; no job is made of it. */
  readonly here?: boolean
}

interface Reversal extends Steering {
  /** What is to become of what others changed since. */
  readonly choices?: Choices
}

/** Begins a dry run, of all that go in one go. */
export function rehearse(kernel: Kernel, caller: Caller, id: string, steering: Steering = {}): Promise<void> {
  return begin(kernel, caller, id, steering, (group) => {
    requireUnwritten(group)
    for (const one of group) requireFile(kernel, caller.actor.workspaceId, one.id)
    const patch: ImportPatch = { ...afresh, state: 'checking', totalRows: null, operationId: null }
    return { patches: group.map(() => patch), topic: 'import.rehearse' }
  })
}

/** Begins the import of all that go in one go; those that failed or were cancelled go on where they stopped. */
export function run(kernel: Kernel, caller: Caller, id: string, steering: Steering = {}): Promise<void> {
  return begin(kernel, caller, id, steering, (group) => {
    const goesOn = group.some((one) => isInterrupted(one) && one.operationId !== null)
    if (!goesOn) requireUnwritten(group)
    for (const one of group) requireFile(kernel, caller.actor.workspaceId, one.id)
    const operationId = group.find((one) => one.operationId !== null)?.operationId
    const patches = group.map((one): ImportPatch => {
      if (!goesOn) return { ...afresh, operationId: null, state: 'running' }
      if (one.state === 'done') return {}
      return { error: null, cancelRequested: false, operationId, state: 'running' }
    })
    return { patches, topic: 'import.run' }
  })
}

function isInterrupted({ state }: StoredImport): boolean {
  return state === 'failed' || state === 'cancelled'
}

/** Asks the work to end at its next resting place; what was written stays, and can be reverted. */
export async function cancel(kernel: Kernel, caller: Caller, id: string): Promise<void> {
  const group = await findGroup(kernel, caller, id)
  await kernel.database.transaction(caller.actor.workspaceId, async (tx) => {
    const working = group.filter(({ state }) => state === 'checking' || state === 'running')
    for (const one of working) await changeImport(tx, one.id, { cancelRequested: true })
    if (working.length > 0) return
    requireUnwritten(group)
    for (const one of group) await changeImport(tx, one.id, { state: 'cancelled' })
  })
}

/**
 * Begins to take back everything that an import wrote, and those that went with it: they are one operation.
 * @throws Failure 409 `operation_not_revertible` with the records that were touched since and that nothing was said of
 */
export async function revert(
  kernel: Kernel,
  caller: Caller,
  id: string,
  { choices = {}, ...steering }: Reversal = {},
): Promise<void> {
  const group = await findGroup(kernel, caller, id)
  const other = group.find((one) => one.state !== 'done' && !isInterrupted(one))
  const operationId = group.find((one) => one.operationId !== null)?.operationId
  if (other || !operationId) throw wrongState((other ?? group[0])?.state ?? 'uploaded')
  await checkRevertible(kernel, caller, operationId, choices)
  const patch: ImportPatch = { state: 'reverting', error: null, cancelRequested: false, operationId }
  await begin(kernel, caller, id, steering, () => ({
    patches: group.map(() => patch),
    topic: 'import.revert',
    payload: { choices },
  }))
}

/** What is to be noted of each import of a group, and what is to be done then. */
interface Beginning {
  readonly patches: readonly ImportPatch[]
  readonly topic: string
  /** What the job has to know besides. */
  readonly payload?: Readonly<Record<string, unknown>>
}

async function begin(
  kernel: Kernel,
  caller: Caller,
  id: string,
  { here }: Steering,
  decide: (group: readonly StoredImport[]) => Beginning,
): Promise<void> {
  const group = await findGroup(kernel, caller, id)
  const { patches, topic, payload } = decide(group)
  for (const { setup } of group) planImport(caller.model, caller.actor, setup)
  await write(kernel, caller, async (ctx) => {
    for (const [index, stored] of group.entries()) {
      const { changed } = await changeImport(ctx.tx, stored.id, patches[index] ?? {}, [stored.state])
      if (!changed) throw wrongState(stored.state)
    }
    if (!here) ctx.emit(topic, { ...payload, import: id })
  })
}

function wrongState(state: ImportState): Failure {
  return new Failure(409, 'import_state', { details: { state } })
}
