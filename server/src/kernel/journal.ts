import { empty, join, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import { authorOf } from './actor.ts'
import type { Context } from './context.ts'
import { newId } from './identity.ts'
import type { Kernel } from './kernel.ts'
import type { Change, Values } from './lifecycle.ts'
import { keptOrigin } from './origin.ts'
import { linkStatements } from './record-links.ts'
import { searchEntry, searchInsertion, searchRow } from './search-index.ts'
import type { HeldWrite, TakenAlong } from './transaction.ts'

interface JournalContext
  extends Pick<Context, 'actor' | 'origin' | 'tx' | 'now' | 'operationId' | 'stamp' | 'rehearsed'> {
  /** Whether units of work before this one may have written under the same operation. */
  readonly operationGoesOn: boolean
}

/** What a unit of work has written of one object with one verb. */
interface Entry {
  readonly object: ObjectType
  readonly changes: readonly Change[]
}

/** Tells what was written: kept until the end of the unit of work, or until it is a batch. */
export interface Journal {
  add(object: ObjectType, changes: readonly Change[]): void
  /** How many changes wait. */
  readonly size: number
  /** Whether anything was written that the workspace's model is made of: fields, roles, stages. */
  readonly changesModel: boolean
  /** The values of a record after all that this unit of work wrote of it; undefined when it wrote nothing of it. */
  written(id: string): Values | undefined
  /** Writes what waits. The end of the unit of work does it; earlier only to travel with another statement. */
  flush(): void
  /** Writes what waits, and reads a record with it where one statement can do both: else undefined. */
  flushAndRead<T>(reading: ReadingAlong): Promise<T | undefined> | undefined
}

/** A record that is read in the statement that writes it. */
export interface ReadingAlong {
  readonly id: string
  /** Where it is written. */
  readonly table: string
  /** Where its reading looks besides: parts of one statement do not see what others write there. */
  readonly looksInto: ReadonlySet<string>
  /** The reading, from what the write returns. */
  from(written: Sql): Sql
}

/**
 * Everything that is written with changes goes in one statement: the operation, the history, the outbox, the search
 * index and what the slices mirror (several INSERTs in one WITH, which Citus routes as it does one). So a change that
 * draws others after it (stage entries, a sum, a next step) costs no journal of its own for each.
 */
export function openJournal(kernel: Pick<Kernel, 'mirrors'>, ctx: JournalContext): Journal {
  let entries: Entry[] = []
  const written = new Map<string, Values>()
  let size = 0
  let changesModel = false
  let operationNoted = false
  const partsOfBatches = () => {
    const taken = size === 0 ? [] : inBatches(entries)
    entries = []
    size = 0
    return taken.map((batch) => {
      const parts = journalParts(kernel, ctx, batch, operationNoted ? [] : [operationPart(ctx)])
      operationNoted = true
      return parts
    })
  }
  return {
    add(object, changes) {
      for (const { id, before, patch } of changes) written.set(id, { ...(written.get(id) ?? before), ...patch })
      if (ctx.rehearsed) return
      if (object.metadata && changes.length > 0) changesModel = true
      entries.push({ object, changes })
      size += changes.length
    },
    written: (id) => written.get(id),
    get size() {
      return size
    },
    get changesModel() {
      return changesModel
    },
    flush() {
      for (const parts of partsOfBatches()) sendParts(ctx, parts)
    },
    flushAndRead<T>(reading: ReadingAlong) {
      const batches = partsOfBatches()
      const [first] = batches
      if (batches.length === 1 && first && !first.apart) return readAlong<T>(ctx, first.parts, reading)
      for (const parts of batches) sendParts(ctx, parts)
      return undefined
    },
  }
}

/** Changes in one statement: as many as rows of one INSERT. */
const mostAtOnce = 500

function inBatches(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const batches: Entry[][] = []
  let room = 0
  for (const { object, changes } of entries)
    for (let at = 0; at < changes.length; ) {
      if (room === 0) batches.push([])
      if (room === 0) room = mostAtOnce
      const part = changes.slice(at, at + room)
      batches[batches.length - 1]?.push({ object, changes: part })
      room -= part.length
      at += part.length
    }
  return batches
}

/** What one statement writes besides the rows. */
interface JournalParts {
  readonly parts: readonly Sql[]
  /** Something in it must see the rows in their tables: they go before. */
  readonly apart: boolean
}

function journalParts(
  kernel: Pick<Kernel, 'mirrors'>,
  ctx: JournalContext,
  entries: readonly Entry[],
  operation: readonly Sql[],
): JournalParts {
  const parts = [
    ...operation,
    historyPart(ctx, entries),
    outboxPart(ctx, entries),
    ...searchParts(ctx, entries),
    ...linkParts(ctx, entries),
  ]
  const mirrors = mirrorParts(kernel, ctx, entries)
  return { parts: [...parts, ...mirrors.map(({ part }) => part)], apart: mirrors.some(({ alone }) => !alone) }
}

function sendParts({ tx }: JournalContext, { parts, apart }: JournalParts): void {
  if (apart) tx.send(sql`with ${join(parts)} select 1`)
  else tx.sendWith((held) => withHeld(held, parts).statement)
}

/** Undefined when its write has gone before, or when the reading looks where the statement writes. */
function readAlong<T>(
  { tx }: JournalContext,
  parts: readonly Sql[],
  reading: ReadingAlong,
): Promise<T | undefined> | undefined {
  let reads = false
  const rows = tx.rowsWith<T>((held) => {
    const made = withHeld(held, parts, reading)
    reads = made.reads
    return made.statement
  })
  if (reads) return rows.then(([row]) => row)
  // Nobody waits for it then, as for anything that is sent without waiting: the commit tells its failure.
  rows.catch(() => {})
  return undefined
}

function withHeld(
  { writes, checks }: TakenAlong,
  parts: readonly Sql[],
  reading?: ReadingAlong,
): { readonly statement: Sql; readonly reads: boolean } {
  const along = reading && readingAmong(writes, reading)
  const rows = writes.map(({ statement }, index) => {
    const returning = along?.at === index ? raw(' returning t.*') : empty
    return sql`${raw(`rows_${index}`)} as (${statement}${returning})`
  })
  const columns = [raw(along ? 'along.*' : '1'), ...checks.map((check) => sql`(${check})`)]
  const source = along ? sql` from (values (1)) one left join (${along.statement}) along on true` : empty
  return {
    statement: sql`with ${join([...rows, ...parts])} select ${join(columns)}${source}`,
    reads: along !== undefined,
  }
}

/** The write whose rows show all of a record, and the reading of them. */
function readingAmong(
  writes: readonly HeldWrite[],
  { id, table, looksInto, from }: ReadingAlong,
): { readonly at: number; readonly statement: Sql } | undefined {
  const at = writes.findIndex((write) => write.table === table && write.ids.includes(id))
  const hides = (write: HeldWrite, index: number) =>
    looksInto.has(write.table) && (index !== at || write.ids.length > 1)
  return at < 0 || writes.some(hides) ? undefined : { at, statement: from(raw(`rows_${at}`)) }
}

/**
 * Of an operation that goes on, the row may be there; to be ready for that costs PostgreSQL a second look. Was it sealed
 * meanwhile, then it is sealed again with what comes now.
 */
function operationPart({ actor, origin, stamp, operationGoesOn }: JournalContext): Sql {
  const { address, agent, keyId } = keptOrigin(origin)
  const orAgain = operationGoesOn
    ? sql` on conflict (workspace_id, id) do update set sealed_in = null where operation.sealed_in is not null`
    : empty
  return sql`operation_row as (insert into tendero.operation (workspace_id, id, actor_id, through, at, address, agent, key_id)
    values (${stamp.workspace}, ${stamp.operation}, ${stamp.author}, ${actor.through}, ${stamp.at}, ${address}, ${agent}, ${keyId})${orAgain})`
}

function historyPart({ actor, stamp }: JournalContext, entries: readonly Entry[]): Sql {
  const rows = entries.flatMap(({ object, changes }) =>
    changes.map(
      (
        change,
      ) => sql`(${stamp.workspace}, ${stamp.at}, ${newId()}, ${object.recordedAs}, ${change.id}, ${stamp.operation}, ${change.verb},
      ${versionAfter(change)}, ${JSON.stringify(patchOf(change))}, ${stamp.author}, ${actor.through}, ${change.effectiveAt ?? stamp.at})`,
    ),
  )
  return sql`history_rows as (insert into tendero.history
    (workspace_id, recorded_at, id, object, record_id, operation_id, verb, version, patch, actor_id, through, effective_at)
    values ${join(rows)})`
}

export function versionAfter(change: Change): number {
  return change.before ? Number(change.before.version) + 1 : 1
}

/** Old and new value of each field that changed. */
function patchOf(change: Change): Record<string, readonly [unknown, unknown]> {
  const patch: Record<string, readonly [unknown, unknown]> = {}
  for (const [name, value] of Object.entries(change.patch))
    if (value !== null && value !== undefined ? true : change.before !== null)
      patch[name] = [change.before?.[name] ?? null, value ?? null]
  return patch
}

/** One event for each object and verb. */
function outboxPart(ctx: JournalContext, entries: readonly Entry[]): Sql {
  const topics = new Map<string, { object: string; ids: Set<string> }>()
  for (const { object, changes } of entries) {
    const topic = `${object.name}.${changes[0]?.verb ?? 'update'}`
    const known = topics.get(topic) ?? { object: object.name, ids: new Set<string>() }
    for (const change of changes) known.ids.add(change.id)
    topics.set(topic, known)
  }
  const rows = [...topics].map(([topic, { object, ids }]) => {
    const payload = { object, ids: [...ids], operationId: ctx.operationId, by: authorOf(ctx.actor) }
    return sql`(${ctx.stamp.workspace}, ${newId()}, ${topic}, ${JSON.stringify(payload)}, ${ctx.stamp.at})`
  })
  return sql`outbox_rows as (insert into tendero.outbox (workspace_id, id, topic, payload, created_at) values ${join(rows)})`
}

/** The search index after the last change of each record. */
function searchParts(ctx: JournalContext, entries: readonly Entry[]): readonly Sql[] {
  const gone = new Map<string, Sql>()
  const rows = new Map<string, Sql>()
  const searched = entries.filter(({ object }) => object.searchable)
  // Where a record may be there already, that is for its own row to tell, not for that of the index.
  const allNew = searched.every(({ changes }) => changes.every(({ verb, mayExist }) => verb === 'create' && !mayExist))
  for (const { object, changes } of searched)
    for (const change of changes) {
      const key = `${object.recordedAs} ${change.id}`
      const row = change.verb === 'delete' ? undefined : searchRowOf(ctx, object, change)
      if (change.verb === 'delete' || row) for (const known of [gone, rows]) known.delete(key)
      if (change.verb === 'delete') gone.set(key, sql`(${object.recordedAs}, ${change.id}::uuid)`)
      if (row) rows.set(key, row)
    }
  return [
    ...(gone.size > 0 ? [searchGone(ctx, [...gone.values()])] : []),
    ...(rows.size > 0 ? [sql`search_rows as (${searchInsertion([...rows.values()], allNew)})`] : []),
  ]
}

function searchGone({ actor }: JournalContext, keys: readonly Sql[]): Sql {
  return sql`search_gone as (delete from tendero.search_document
    where workspace_id = ${actor.workspaceId} and (object, record_id) in (${join(keys)}))`
}

function searchRowOf(ctx: JournalContext, object: ObjectType, change: Change): Sql | undefined {
  if (!concernsSearch(object, change)) return undefined
  const values: Values = { ...change.before, ...change.patch }
  const entry = searchEntry(object, values)
  return entry ? searchRow(ctx.stamp, object, change.id, entry, values) : undefined
}

/** A statement takes so many links; what is more, as only imports write, goes by itself. */
function linkParts({ actor, tx }: JournalContext, entries: readonly Entry[]): readonly Sql[] {
  const statements = linkStatements(actor.workspaceId, entries)
  for (const statement of statements.slice(mostLinkStatements)) tx.send(statement)
  return statements
    .slice(0, mostLinkStatements)
    .map((statement, index) => sql`${raw(`links_${index}`)} as (${statement})`)
}

const mostLinkStatements = 4

/** What follows from the records: the last change of each, for every mirror that looks at its table. */
function mirrorParts(
  kernel: Pick<Kernel, 'mirrors'>,
  ctx: JournalContext,
  entries: readonly Entry[],
): readonly { readonly part: Sql; readonly alone: boolean }[] {
  return kernel.mirrors
    .flatMap(({ tables, alone = false, statements }) => {
      const concerned = entries.filter(({ object }) => tables.includes(object.table)).flatMap(({ changes }) => changes)
      const made = concerned.length > 0 ? statements(ctx, concerned) : []
      return made.map((statement) => ({ statement, alone }))
    })
    .map(({ statement, alone }, index) => ({ part: sql`${raw(`mirror_${index}`)} as (${statement})`, alone }))
}

function concernsSearch(object: ObjectType, change: Change): boolean {
  if (change.verb !== 'update') return true
  return Object.keys(change.patch).some(
    (name) =>
      name === 'owner' ||
      name === 'team' ||
      name === object.title ||
      object.fields.get(name)?.options.search !== undefined,
  )
}

/** Events that an action adds to those of its writes. */
export function writeEvents(ctx: Context, events: readonly { topic: string; payload: Values }[]): void {
  if (events.length === 0) return
  const rows = events.map(
    ({ topic, payload }) =>
      sql`(${ctx.actor.workspaceId}, ${newId()}, ${topic}, ${JSON.stringify(payload)}, ${ctx.now.toISOString()})`,
  )
  ctx.tx.send(sql`insert into tendero.outbox (workspace_id, id, topic, payload, created_at) values ${join(rows)}`)
}
