import { createHash, type Hash, hash } from 'node:crypto'
import type pg from 'pg'
import type { SealedKind } from './seal-digest.ts'

export interface Wanted {
  readonly kind: SealedKind
  readonly id: string
  /** Rows of history to cover; all that there are when not given. */
  readonly rows?: number
}

/** What stands in the database of an operation or an entry. */
export interface Content {
  /** The seal that covers it, as its own row says. */
  readonly sealedIn: number | null
  /** All rows of its history. */
  readonly rows: number
  /** Digest over the row and as much of the history as was wanted; undefined when there is less. */
  readonly digest: Buffer | undefined
}

/** Instants in microseconds, so that the time zone of a connection does not matter. */
const micros = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint`

const heads: Readonly<Record<SealedKind, string>> = {
  o: `select t.id, t.sealed_in, jsonb_build_array(t.id, t.actor_id, t.through, ${micros('t.at')}, t.address, t.agent, t.key_id,
    t.reverts_id)::text as content from tendero.operation t where t.workspace_id = $1 and t.id = any($2::uuid[])`,
  e: `select t.id, t.sealed_in, jsonb_build_array(t.id, t.action, t.actor_id, t.through, t.address, t.agent, t.key_id, t.object,
    t.record_id, t.detail, t.operation_id)::text as content from tendero.audit_entry t
    where t.workspace_id = $1 and t.id = any($2::uuid[])`,
}

/** The order in which one unit of work after the other wrote them. */
const history = `select h.operation_id, jsonb_build_array(h.id, ${micros('h.recorded_at')}, h.object, h.record_id, h.verb, h.version,
  h.patch, h.actor_id, h.through, ${micros('h.effective_at')})::text as content from tendero.history h
  where h.workspace_id = $1 and h.operation_id = any($2::uuid[]) order by h.operation_id, h.id`

const rowsAtOnce = 1_000

/**
 * Reads what stands in the database of operations (with their history) and entries. Memory does not grow with the
 * history: an import of a million records is read as it comes.
 * @param client in a transaction
 * @returns by id; what is not there is missing
 */
export async function readContents(
  client: pg.ClientBase,
  workspaceId: string,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, Content>> {
  const reading = new Map<string, ContentReading>()
  for (const kind of ['o', 'e'] as const) {
    const ofKind = wanted.filter((one) => one.kind === kind)
    if (ofKind.length === 0) continue
    const { rows } = await client.query(heads[kind], [workspaceId, ofKind.map(({ id }) => id)])
    const until = new Map(ofKind.map(({ id, rows: most }) => [id, most]))
    for (const { id, sealed_in, content } of rows)
      reading.set(id, contentReading(sealed_in, content, kind === 'e' ? 0 : until.get(id)))
  }
  const operations = wanted.filter(({ kind, id }) => kind === 'o' && reading.has(id)).map(({ id }) => id)
  if (operations.length > 0)
    await eachRow(client, [workspaceId, operations], (row) => reading.get(row.operation_id)?.add(row.content))
  return new Map([...reading].map(([id, one]) => [id, one.done()]))
}

interface ContentReading {
  add(row: string): void
  done(): Content
}

function contentReading(sealedIn: number | null, head: string, until: number | undefined): ContentReading {
  const digest = growingDigest(head)
  let rows = 0
  let covered: Buffer | undefined
  return {
    add(row) {
      if (rows === until) covered = digest.soFar()
      rows += 1
      digest.add(`\n${row}`)
    },
    done() {
      if (rows === (until ?? rows)) covered = digest.soFar()
      return { sealedIn: sealedIn === null ? null : Number(sealedIn), rows, digest: covered }
    },
  }
}

/** In characters. */
const longestKept = 64 * 1024

/**
 * The digest of a text that grows. As a rule it is short, and kept: an object of `createHash` holds memory that the
 * garbage collector does not see, a gigabyte by the time it looks at those of a million operations.
 */
function growingDigest(begin: string) {
  let text = begin
  let streamed: Hash | undefined
  return {
    add(more: string) {
      if (streamed) return void streamed.update(more)
      text += more
      if (text.length <= longestKept) return
      streamed = createHash('sha256').update(text)
      text = ''
    },
    soFar: () => (streamed ? streamed.copy().digest() : hash('sha256', text, 'buffer')),
  }
}

interface HistoryText {
  readonly operation_id: string
  readonly content: string
}

async function eachRow(
  client: pg.ClientBase,
  values: readonly unknown[],
  take: (row: HistoryText) => void,
): Promise<void> {
  await client.query(`declare sealed_history no scroll cursor for ${history}`, [...values])
  for (let full = true; full; ) {
    const { rows } = await client.query<HistoryText>(`fetch ${rowsAtOnce} from sealed_history`)
    for (const row of rows) take(row)
    full = rows.length === rowsAtOnce
  }
  await client.query('close sealed_history')
}
