import type pg from 'pg'
import { digestBytes, type Seal, type SealedEntry, saltBytes } from './seal-digest.ts'

interface SealRow {
  readonly number: string | number
  readonly sealed_at: Date
  readonly previous: Buffer
  readonly digest: Buffer
  readonly kinds: string
  readonly entries: readonly string[]
  readonly row_counts: readonly number[]
  readonly digests: Buffer
  readonly salts: Buffer
}

/** The newest seal of a workspace, without what it covers. */
export type SealMark = Pick<Seal, 'number' | 'digest'>

export async function newestSeal(client: pg.ClientBase, workspaceId: string): Promise<SealMark | undefined> {
  const { rows } = await client.query<Pick<SealRow, 'number' | 'digest'>>(
    'select s.number, s.digest from tendero.audit_seal s where s.workspace_id = $1 order by s.number desc limit 1',
    [workspaceId],
  )
  const [row] = rows
  return row && { number: Number(row.number), digest: row.digest }
}

/** The seal after a number; a gap is the caller's to see. */
export async function sealAfter(client: pg.ClientBase, workspaceId: string, number: number): Promise<Seal | undefined> {
  const { rows } = await client.query<SealRow>(
    'select s.* from tendero.audit_seal s where s.workspace_id = $1 and s.number > $2 order by s.number limit 1',
    [workspaceId, number],
  )
  return rows[0] && sealOf(rows[0])
}

function sealOf(row: SealRow): Seal {
  return {
    number: Number(row.number),
    sealedAt: row.sealed_at,
    previous: row.previous,
    digest: row.digest,
    entries: row.entries.map((id, at) => ({
      kind: row.kinds[at] === 'o' ? 'o' : 'e',
      id,
      rows: row.row_counts[at] ?? 0,
      digest: row.digests.subarray(at * digestBytes, (at + 1) * digestBytes),
      salt: row.salts.subarray(at * saltBytes, (at + 1) * saltBytes),
    })),
  }
}

/** Writes a seal, and into what it covers that it does. */
export async function insertSeal(client: pg.ClientBase, workspaceId: string, seal: Seal): Promise<void> {
  const { number, sealedAt, previous, digest, entries } = seal
  await client.query(
    `insert into tendero.audit_seal (workspace_id, number, sealed_at, previous, digest, kinds, entries, row_counts, digests, salts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      workspaceId,
      number,
      sealedAt.toISOString(),
      previous,
      digest,
      entries.map(({ kind }) => kind).join(''),
      entries.map(({ id }) => id),
      entries.map(({ rows }) => rows),
      Buffer.concat(entries.map((entry) => entry.digest)),
      Buffer.concat(entries.map(({ salt }) => salt)),
    ],
  )
  await mark(client, 'operation', [workspaceId, number, idsOf(entries, 'o')])
  await mark(client, 'audit_entry', [workspaceId, number, idsOf(entries, 'e')])
}

function idsOf(entries: readonly SealedEntry[], kind: SealedEntry['kind']): readonly string[] {
  return entries.filter((entry) => entry.kind === kind).map(({ id }) => id)
}

async function mark(
  client: pg.ClientBase,
  table: 'operation' | 'audit_entry',
  values: readonly [workspaceId: string, number: number, ids: readonly string[]],
): Promise<void> {
  if (values[2].length === 0) return
  await client.query(
    `update tendero.${table} t set sealed_in = $2 where t.workspace_id = $1 and t.id = any($3::uuid[])`,
    [...values],
  )
}
