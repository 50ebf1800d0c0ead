import { isId, type ObjectType, sql } from '@tendero/model'
import { notEnded } from '../kernel/active-shares.ts'
import { type Actor, scopeOf } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { type Change, isChanging } from '../kernel/lifecycle.ts'
import { endsWith, type PassedOn } from './passed-on.ts'
import { sharedRecords } from './share-standing.sql.ts'

/** With whom a share is. */
interface Reach {
  readonly user: unknown
  readonly team: unknown
}

interface Row extends PassedOn, Reach {}

/**
 * Shares that somebody passed on end, or end sooner, with the share by which they could: in the same operation, so that
 * undo brings all of them back. Those of whoever edits the record otherwise stay.
 */
export async function endPassedOn(ctx: Context, changes: readonly Change[]): Promise<void> {
  const byRecord = new Map<string, Reach[]>()
  for (const { before } of changes.filter(takesEditing)) {
    const record = String(before?.record)
    byRecord.set(record, [...(byRecord.get(record) ?? []), { user: before?.user, team: before?.team }])
  }
  for (const [record, narrowed] of byRecord) {
    const name = changes.find(({ before }) => before?.record === record)?.before?.object
    const object = ctx.model.objects.get(String(name))
    if (object) await endOf(ctx, object, record, narrowed)
  }
}

/** Does somebody edit no longer by this share, or not as long? What the program ends has been looked at with the first. */
function takesEditing(change: Change): boolean {
  if (change.withParent || change.computed || change.before?.access !== 'edit') return false
  if (change.verb === 'delete') return true
  return change.verb === 'update' && ['access', 'user', 'team', 'until'].some((name) => isChanging(change, name))
}

async function endOf(ctx: Context, object: ObjectType, record: string, narrowed: readonly Reach[]): Promise<void> {
  const shares = await sharesOf(ctx, record)
  const actors = new Map<string, Actor>()
  const own = new Set<string>()
  for (const person of new Set(shares.flatMap(({ giver }) => giver ?? []))) {
    const actor = actorOf(ctx, person)
    if (actor) actors.set(person, actor)
    // What somebody gave who has left is handed over with what was theirs.
    if (!actor || (await editsOfOwn({ ...ctx, actor }, object, record))) own.add(person)
  }
  const { gone, sooner } = endsWith(narrowed, shares, {
    ofOwn: (person) => own.has(person),
    reaches: (share, person) => reaches(share, actors.get(person), object),
  })
  if (gone.length > 0) await ctx.remove('share', gone, { checked: false, computed: true })
  if (sooner.length > 0) await ctx.updateMany('share', sooner, { checked: false, computed: true })
}

async function sharesOf({ tx, actor, model }: Context, record: string): Promise<readonly Row[]> {
  return tx.rows<Row>(sql`
    select s.id, s.created_by_id as giver, s.access = 'edit' as edits, to_json(s.until) #>> '{}' as until,
      s.user_id as "user", s.team_id as team
    from app.share s where s.workspace_id = ${actor.workspaceId} and s.record = ${record}
      and s.deleted_at is null and ${notEnded(model, 's')} order by s.id`)
}

function actorOf({ model }: Context, id: string): Actor | undefined {
  return model.catalogue.get('user')?.get(id)?.active === true ? model.actor(id, 'screen') : undefined
}

async function editsOfOwn(ctx: Context, object: ObjectType, record: string): Promise<boolean> {
  return (await sharedRecords(ctx, object, [record])).get(record)?.ofOwn === true
}

/** As a condition says of shares in `kernel/active-shares.ts`. */
function reaches({ user, team }: Reach, actor: Actor | undefined, object: ObjectType): boolean {
  if (!actor) return false
  const scope = scopeOf(actor, object.name, 'edit')
  if (scope === 'none') return false
  const teams = scope === 'team_and_below' ? actor.teamsBelow : actor.teams
  return user === actor.userId || (isId(team) && teams.includes(team))
}
