import {
  type AccessGrant,
  and,
  identifier,
  type ObjectType,
  raw,
  type Sql,
  snakeCase,
  sql,
  type Verb,
} from '@tendero/model'
import { activeShares } from '../kernel/active-shares.ts'
import { type Actor, mayUseField, scopeOf } from '../kernel/actor.ts'
import { anyOf, type Grant, grantsOf } from '../kernel/grants.ts'
import { policy } from '../kernel/policy.ts'
import type { Reading } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { seesTitles, titleOf } from '../kernel/record-select.ts'

/** A record that somebody may touch, and the reading of whoever asks why. */
export interface Basis {
  readonly reading: Reading
  readonly person: Actor
  readonly object: ObjectType
  readonly id: string
  readonly verb: Verb
}

/** What a grant that holds rests on, as far as whoever asks may know; of shares, each. */
export async function basisOf(basis: Basis, { reason, through }: Grant): Promise<readonly AccessGrant[]> {
  switch (reason) {
    case 'team':
    case 'team_and_below':
      return [{ reason, ...(await teamOf(basis)) }]
    case 'share':
      return sharesBehind(basis)
    case 'child':
      return [{ reason, through: await childBehind(basis, through ?? '') }]
    case 'parent':
    case 'about':
      return [{ reason, through: await targetOf(basis, through ?? '') }]
    default:
      return [{ reason }]
  }
}

function named({ model }: Reading, catalogue: 'user' | 'team', id: string | null): { id: string; name: string } | null {
  const row = id === null ? undefined : model.catalogue.get(catalogue)?.get(id)
  return row ? { id: row.id, name: String(row.name) } : null
}

async function teamOf({ reading, object, id }: Basis): Promise<Pick<AccessGrant, 'team'>> {
  if (!mayUseField(reading.actor, object.name, 'team', 'read')) return {}
  const [row] = await reading.tx.rows<{ team_id: string | null }>(sql`
    select t.team_id from ${readTable(object)} t where t.workspace_id = ${reading.actor.workspaceId} and t.id = ${id}`)
  const team = named(reading, 'team', row?.team_id ?? null)
  return team ? { team } : {}
}

interface ShareRow {
  readonly team_id: string | null
  readonly created_by_id: string | null
  readonly until: string | null
}

/** Who reads a record sees its shares, if their role lets them see shares at all, and what of one. */
async function sharesBehind({ reading, person, object, id, verb }: Basis): Promise<readonly AccessGrant[]> {
  if (scopeOf(reading.actor, 'share', 'read') === 'none') return [{ reason: 'share' }]
  const told = (field: string): boolean => mayUseField(reading.actor, 'share', field, 'read')
  const rows = await reading.tx.rows<ShareRow>(sql`
    select s.team_id, s.created_by_id, to_json(s.until) #>> '{}' as until from app.share s
    where ${and([activeShares({ model: reading.model, actor: person, object, verb }, 's'), sql`s.record = ${id}`])}
    order by s.created_at`)
  return rows.map((row) => {
    const team = told('team') ? named(reading, 'team', row.team_id) : null
    return {
      reason: 'share',
      ...(told('createdBy') ? { by: named(reading, 'user', row.created_by_id) } : {}),
      ...(told('until') ? { until: row.until } : {}),
      ...(team ? { team } : {}),
    }
  })
}

type Through = AccessGrant['through']

/** A record by which the person reads this one; null when whoever asks may see none of them. */
async function childBehind({ reading, person, id }: Basis, through: string): Promise<Through> {
  const [name = '', field = ''] = through.split('.')
  const child = reading.model.objects.get(name)
  if (!child || !mayUseField(reading.actor, name, field, 'read')) return null
  const may = anyOf(grantsOf({ model: reading.model, actor: person, object: child, verb: 'read', alias: 'c' }, false))
  const refers = and([
    sql`c.workspace_id = ${reading.actor.workspaceId}`,
    sql`${key('c', field)} = ${id}`,
    sql`c.deleted_at is null`,
    may,
  ])
  const [partOf] = child.parent ?? []
  if (partOf === undefined) return recordSeen(reading, child, sql`${readTable(child)} c`, 'c', refers)
  const parent = reading.model.objects.get(child.fields.get(partOf)?.options.object ?? '')
  if (!parent) return null
  const from = sql`${readTable(child)} c join ${readTable(parent)} p on p.workspace_id = ${reading.actor.workspaceId} and p.id = ${key('c', partOf)}`
  return recordSeen(reading, parent, from, 'p', refers)
}

/** The record that a field refers to; null when whoever asks may not see it. */
async function targetOf({ reading, object, id }: Basis, field: string): Promise<Through> {
  const target = reading.model.objects.get(object.fields.get(field)?.options.object ?? '')
  if (!target || !mayUseField(reading.actor, object.name, field, 'read')) return null
  const from = sql`${readTable(object)} c join ${readTable(target)} p on p.workspace_id = ${reading.actor.workspaceId} and p.id = ${key('c', field)}`
  const here = and([sql`c.workspace_id = ${reading.actor.workspaceId}`, sql`c.id = ${id}`])
  return recordSeen(reading, target, from, 'p', here)
}

function key(alias: string, field: string): Sql {
  return sql`${raw(alias)}.${identifier(`${snakeCase(field)}_id`)}`
}

async function recordSeen(
  { model, actor, tx }: Reading,
  object: ObjectType,
  from: Sql,
  alias: string,
  where: Sql,
): Promise<Through> {
  const title = seesTitles(actor, object) ? titleOf(actor, object, alias) : sql`''`
  const record = raw(alias)
  const [row] = await tx.rows<{ id: string; title: string | null }>(sql`
    select ${record}.id, (${title})::text as title from ${from}
    where ${and([where, sql`${record}.deleted_at is null`, policy(model, actor, object, 'read', alias)])}
    order by ${record}.id limit 1`)
  return row ? { object: object.name, id: row.id, title: row.title ?? '' } : null
}
