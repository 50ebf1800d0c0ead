import type pg from 'pg'
import { madeAt } from '../kernel/made-at.ts'
import { firstPrevious, isErased, type Seal, type SealedEntry, saltedDigest, sealDigest } from './seal-digest.ts'
import { type Content, readContents } from './sealed-content.sql.ts'
import { type SealMark, sealAfter } from './seals.sql.ts'

/** What is wrong at the first place where the log is not what was sealed. */
export type AuditBreak =
  | { readonly kind: 'seal_removed' | 'seal_changed' | 'seal_replaced'; readonly seal: number }
  | { readonly kind: 'tail_cut'; readonly seal: number; readonly anchor: number }
  | { readonly kind: 'anchor_differs'; readonly seal: number }
  | {
      readonly kind: 'removed' | 'changed' | 'history_removed' | 'history_inserted' | 'seal_mark_changed'
      readonly seal: number
      readonly entry: Pick<SealedEntry, 'kind' | 'id'>
    }
  | { readonly kind: 'inserted'; readonly entry: Pick<SealedEntry, 'kind' | 'id'> }
  | { readonly kind: 'history_without_operation'; readonly history: string }

export interface AuditVerified {
  readonly seals: number
  readonly entries: number
  /** Entries whose salt was destroyed: what stood in them can no longer be compared. */
  readonly erased: number
  /** Entries that were sealed more than a day after their id says they were made. */
  readonly late: number
  /** Operations and entries that wait for their seal. */
  readonly unsealed: number
  readonly newest: SealMark | undefined
  readonly broken: AuditBreak | undefined
}

class Broken extends Error {
  readonly at: AuditBreak
  constructor(at: AuditBreak) {
    super(at.kind)
    this.at = at
  }
}

interface Walk {
  newest: SealMark | undefined
  seals: number
  entries: number
  erased: number
  late: number
  /** Rows whose own mark names the seal that covers them: all that bear one must be among them. */
  marked: number
}

/**
 * Walks the chain of a workspace from its first seal and compares everything that it covers with what stands in the
 * database, up to the first place where they differ. One seal at a time is in memory, whatever the length.
 * @param client in a transaction of its own that sees one moment: `repeatable read`
 * @param anchors seals that were written down elsewhere, which the chain must hold
 */
export async function verifyAudit(
  client: pg.ClientBase,
  workspaceId: string,
  anchors: readonly SealMark[],
): Promise<AuditVerified> {
  const walk: Walk = { newest: undefined, seals: 0, entries: 0, erased: 0, late: 0, marked: 0 }
  let broken: AuditBreak | undefined
  try {
    await walkSeals(client, workspaceId, anchors, walk)
    refuseCutTail(walk, anchors)
    await refuseInserted(client, workspaceId, walk)
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    broken = error.at
  }
  const { marked: _, ...told } = walk
  return { ...told, unsealed: await countOf(client, unsealed, workspaceId), broken }
}

async function walkSeals(
  client: pg.ClientBase,
  workspaceId: string,
  anchors: readonly SealMark[],
  walk: Walk,
): Promise<void> {
  for (;;) {
    const seal = await sealAfter(client, workspaceId, walk.newest?.number ?? 0)
    if (!seal) return
    checkLink(workspaceId, seal, walk.newest)
    const anchor = anchors.find(({ number }) => number === seal.number)
    if (anchor && !anchor.digest.equals(seal.digest)) throw new Broken({ kind: 'anchor_differs', seal: seal.number })
    await checkEntries(client, workspaceId, seal, walk)
    walk.newest = { number: seal.number, digest: seal.digest }
    walk.seals += 1
  }
}

function checkLink(workspaceId: string, seal: Seal, before: SealMark | undefined): void {
  const expected = (before?.number ?? 0) + 1
  if (seal.number !== expected) throw new Broken({ kind: 'seal_removed', seal: expected })
  if (!sealDigest(workspaceId, seal).equals(seal.digest)) throw new Broken({ kind: 'seal_changed', seal: seal.number })
  if (!seal.previous.equals(before?.digest ?? firstPrevious))
    throw new Broken({ kind: 'seal_replaced', seal: expected - 1 })
}

const day = 86_400_000

async function checkEntries(client: pg.ClientBase, workspaceId: string, seal: Seal, walk: Walk): Promise<void> {
  const contents = await readContents(client, workspaceId, seal.entries)
  for (const entry of seal.entries) {
    const content = contents.get(entry.id)
    if (isErased(entry)) walk.erased += 1
    else checkEntry(seal.number, entry, content)
    if (content?.sealedIn === seal.number) walk.marked += 1
    if (seal.sealedAt.getTime() - madeAt(entry.id) > day) walk.late += 1
    walk.entries += 1
  }
}

function checkEntry(seal: number, entry: SealedEntry, content: Content | undefined): void {
  const at = { seal, entry: { kind: entry.kind, id: entry.id } }
  if (!content) throw new Broken({ kind: 'removed', ...at })
  if (!content.digest) throw new Broken({ kind: 'history_removed', ...at })
  if (!saltedDigest(entry.salt, content.digest).equals(entry.digest))
    throw new Broken({ kind: content.rows > entry.rows ? 'history_inserted' : 'changed', ...at })
  // Of an operation that went on, a later seal covers the rest, or will.
  if (content.sealedIn === seal && content.rows > entry.rows) throw new Broken({ kind: 'history_inserted', ...at })
  if (content.sealedIn !== null && content.sealedIn < seal) throw new Broken({ kind: 'seal_mark_changed', ...at })
}

function refuseCutTail({ newest }: Walk, anchors: readonly SealMark[]): void {
  const last = newest?.number ?? 0
  const beyond = anchors.find(({ number }) => number > last)
  if (beyond) throw new Broken({ kind: 'tail_cut', seal: last, anchor: beyond.number })
}

const both = (condition: string) =>
  `select ((select count(*) from tendero.operation where workspace_id = $1 and ${condition})
    + (select count(*) from tendero.audit_entry where workspace_id = $1 and ${condition}))::int as count`
const sealed = both('sealed_in is not null')
const unsealed = both('sealed_in is null')

/** What says that it is sealed, and no seal knows of it; history that belongs to no operation. */
const inserted = (kind: SealedEntry['kind'], table: 'operation' | 'audit_entry') =>
  `select '${kind}' as kind, t.id from tendero.${table} t where t.workspace_id = $1 and t.sealed_in is not null and not exists (
     select from tendero.audit_seal s where s.workspace_id = $1 and s.number = t.sealed_in and t.id = any(s.entries)) limit 1`
const stray = `select h.id from tendero.history h where h.workspace_id = $1 and not exists (
  select from tendero.operation o where o.workspace_id = $1 and o.id = h.operation_id) limit 1`

async function refuseInserted(client: pg.ClientBase, workspaceId: string, { marked }: Walk): Promise<void> {
  if ((await countOf(client, sealed, workspaceId)) !== marked)
    for (const statement of [inserted('o', 'operation'), inserted('e', 'audit_entry')]) {
      const [entry] = (await client.query<Pick<SealedEntry, 'kind' | 'id'>>(statement, [workspaceId])).rows
      if (entry) throw new Broken({ kind: 'inserted', entry })
    }
  const [row] = (await client.query<{ id: string }>(stray, [workspaceId])).rows
  if (row) throw new Broken({ kind: 'history_without_operation', history: row.id })
}

async function countOf(client: pg.ClientBase, statement: string, workspaceId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(statement, [workspaceId])
  return rows[0]?.count ?? 0
}
