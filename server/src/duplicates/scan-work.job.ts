import type { ObjectType } from '@tendero/model'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import { type MatchedObject, subjectFrom } from './matched-objects.ts'
import type { MatchedRow } from './matched-records.sql.ts'
import type { Subject } from './matching/subject.ts'
import { matchedByIds, nextMatched, noteScan, pairsOf, type StoredScan } from './scan.sql.ts'

/** A scan that is being done. */
export interface Scan {
  readonly kernel: Kernel
  readonly workspaceId: string
  readonly stored: StoredScan
  readonly matched: MatchedObject
  readonly object: ObjectType
  readonly model: WorkspaceModel
}

/** Records that are read together. */
export const portion = 2000

/** The process stops; the job comes again and goes on. */
export class Interrupted extends Error {}
/** Somebody does not want it any more. */
export class Cancelled extends Error {}

export async function beginWork(
  kernel: Kernel,
  workspaceId: string,
  stored: StoredScan,
  matched: MatchedObject,
): Promise<Scan> {
  const { model } = await callerOfProgram(kernel, workspaceId)
  const object = model.objects.get(matched.object)
  if (!object) throw new Error(`there is no object ${matched.object}`)
  return { kernel, workspaceId, stored, matched, object, model }
}

/** Says how far it is, and that somebody works on it. @throws when it is to stop */
export async function note(scan: Scan, progress: Parameters<typeof noteScan>[3]): Promise<void> {
  const { kernel, workspaceId, stored } = scan
  const stops = await kernel.database.transaction(workspaceId, (tx) => noteScan(tx, stored.id, kernel.now(), progress))
  const goesOn = progress.state === undefined || progress.state === 'running'
  if (stops && goesOn) throw new Cancelled()
  if (goesOn && kernel.stopping.aborted) throw new Interrupted('the process stops')
}

export const subjectOfRow = ({ matched }: Scan, { values, points }: MatchedRow): Subject =>
  subjectFrom(matched, values, points)

/** All records behind one, in the order of their ids, portion by portion. */
export async function* portions(
  { kernel, workspaceId, object, matched }: Scan,
  behind: string | null,
): AsyncGenerator<readonly MatchedRow[]> {
  for (let after = behind; ; ) {
    const from = after
    const rows = await kernel.database.read(workspaceId, (tx) => nextMatched(tx, object, matched, from, portion))
    yield rows
    after = rows.at(-1)?.id ?? null
    if (rows.length < portion) return
  }
}

/** Fetches the next while one is at work with the one before: database and process do not wait for each other. */
export async function* oneAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next()
  for (;;) {
    const one = await next
    if (one.done) return
    next = source.next()
    // Whoever stops before does not wait for what was fetched in vain.
    next.catch(() => {})
    yield one.value
  }
}

/** A record, and what is compared of it. */
export interface Known {
  readonly id: string
  readonly subject: Subject
}

export type KnownPair = readonly [Known, Known]

/** Records, and the pairs that each makes with those of a larger id that share a key with it. */
export interface Paired {
  readonly rows: readonly MatchedRow[]
  readonly pairs: Awaited<ReturnType<typeof pairsOf>>
}

export async function pairedWith({ kernel, workspaceId, object }: Scan, rows: readonly MatchedRow[]): Promise<Paired> {
  const ids = rows.map(({ id }) => id)
  return { rows, pairs: await kernel.database.read(workspaceId, (tx) => pairsOf(tx, object.name, ids)) }
}

/** What is compared of both of each pair. */
export async function comparedOf(scan: Scan, { rows, pairs }: Paired): Promise<readonly KnownPair[]> {
  const known = new Map(rows.map((row) => [row.id, { id: row.id, subject: subjectOfRow(scan, row) }]))
  const others = [...new Set(pairs.map(({ b }) => b))].filter((id) => !known.has(id))
  for await (const found of oneAhead(portionsOf(scan, others)))
    for (const row of found) known.set(row.id, { id: row.id, subject: subjectOfRow(scan, row) })
  return pairs.flatMap(({ a, b }): readonly KnownPair[] => {
    const [first, second] = [known.get(a), known.get(b)]
    return first && second ? [[first, second]] : []
  })
}

async function* portionsOf(
  { kernel, workspaceId, object, matched }: Scan,
  ids: readonly string[],
): AsyncGenerator<readonly MatchedRow[]> {
  for (let at = 0; at < ids.length; at += portion) {
    const part = ids.slice(at, at + portion)
    yield await kernel.database.read(workspaceId, (tx) => matchedByIds(tx, object, matched, part))
  }
}
