import { and, isId, type MoveQuestions, type ObjectType, type OpenWork, raw, type Sql, sql } from '@tendero/model'
import { companyDomain } from '../duplicates/index.ts'
import { mayUseField, scopeOf } from '../kernel/actor.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { notFound } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import { policy } from '../kernel/policy.ts'
import { type Reading, readingFor, referenceTitles, requireVisible, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { titleOf } from '../kernel/record-select.ts'
import { moveChoices } from './contact-move.ts'
import { pointsOf } from './points.sql.ts'

/** So many of each are asked about. */
export const mostAsked = 100

interface WorkRow {
  readonly id: string
  readonly title: string
  readonly account: string | null
  readonly mine: boolean
}

/** What is open with a person and would have to be decided when they move, as far as the reader sees it. */
export async function moveQuestions(reading: Reading, id: string): Promise<MoveQuestions> {
  const { model } = reading
  const [contact, opportunity, activity, account] = ['contact', 'opportunity', 'activity', 'account'].map((name) =>
    model.objects.get(name),
  )
  if (!contact || !opportunity || !activity || !account) throw new Error('an object of moves is not declared')
  await requireVisible(reading, contact, id)
  const [deals, plans, points, [here]] = await Promise.all([
    openDeals(reading, opportunity, id),
    openActivities(reading, activity, id),
    mayUseField(reading.actor, 'contact_point', 'value', 'read')
      ? pointsOf(reading, { contact: [id], account: [] })
      : [],
    mayUseField(reading.actor, 'contact', 'account', 'read') ? accountOf(reading, id) : [],
  ])
  const ids = [here?.account, ...deals.map((row) => row.account), ...plans.map((row) => row.account)]
  const titles = await accountTitles(reading, account, ids)
  return {
    account: titled(here?.account ?? null, titles),
    opportunities: deals.slice(0, mostAsked).map((row) => work(reading, row, 'opportunity', titles)),
    activities: plans.slice(0, mostAsked).map((row) => work(reading, row, 'activity', titles)),
    points: points.map(({ id, kind, value }) => ({
      id,
      kind,
      value,
      becomes: companyDomain(value) ? 'invalid' : 'keep',
    })),
    more: deals.length > mostAsked || plans.length > mostAsked,
  }
}

function work(
  { actor }: Reading,
  { id, title, account, mine }: WorkRow,
  object: 'opportunity' | 'activity',
  titles: ReadonlyMap<string, string>,
): OpenWork {
  const may = moveChoices({
    person: mine && mayUseField(actor, object === 'opportunity' ? 'opportunity_contact' : object, 'contact', 'edit'),
    account: mine && mayUseField(actor, object, 'account', 'edit'),
  })
  return { id, title, account: titled(account, titles), may }
}

function titled(id: string | null, titles: ReadonlyMap<string, string>): OpenWork['account'] {
  const title = id === null ? undefined : titles.get(id)
  return id !== null && title !== undefined ? { id, title } : null
}

async function accountTitles(
  reading: Reading,
  account: ObjectType,
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))]
  return wanted.length === 0 ? new Map() : referenceTitles(reading, account, wanted)
}

function accountOf({ tx, actor }: Reading, id: string): Promise<{ account: string | null }[]> {
  return tx.rows(sql`select c.account_id as account from app.contact c
    where c.workspace_id = ${actor.workspaceId} and c.id = ${id}`)
}

/** Open deals in which the person has a part. */
async function openDeals(reading: Reading, opportunity: ObjectType, contact: string): Promise<readonly WorkRow[]> {
  const { actor } = reading
  if (scopeOf(actor, 'opportunity', 'read') === 'none' || !mayUseField(actor, 'opportunity_contact', 'contact', 'read'))
    return []
  return rowsOf(
    reading,
    opportunity,
    sql`t.status = 'open' and exists (select 1 from app.opportunity_contact r
      where r.workspace_id = ${actor.workspaceId} and r.opportunity_id = t.id and r.contact_id = ${contact} and r.deleted_at is null)`,
    sql`t.updated_at desc`,
  )
}

/** What is planned with the person and belongs to no open deal of theirs: that follows its deal. */
async function openActivities(reading: Reading, activity: ObjectType, contact: string): Promise<readonly WorkRow[]> {
  const { actor } = reading
  if (scopeOf(actor, 'activity', 'read') === 'none' || !mayUseField(actor, 'activity', 'contact', 'read')) return []
  return rowsOf(
    reading,
    activity,
    sql`t.contact_id = ${contact} and t.done_at is null and t.kind <> 'note' and not exists (select 1 from app.opportunity o
      join app.opportunity_contact r on r.workspace_id = ${actor.workspaceId} and r.opportunity_id = o.id
      where o.workspace_id = ${actor.workspaceId} and o.id = t.opportunity_id and o.status = 'open' and o.deleted_at is null
      and r.contact_id = ${contact} and r.deleted_at is null)`,
    sql`t.due_at nulls last`,
  )
}

function rowsOf(reading: Reading, object: ObjectType, where: Sql, order: Sql): Promise<WorkRow[]> {
  const { actor, model } = reading
  const title = mayUseField(actor, object.name, object.title, 'read') ? titleOf(actor, object, 't') : raw("''")
  const account = mayUseField(actor, object.name, 'account', 'read') ? raw('t.account_id') : raw('null::uuid')
  return reading.tx.rows<WorkRow>(sql`
    select t.id, ${title} as title, ${account} as account, ${policy(model, actor, object, 'edit', 't')} as mine
    from ${readTable(object)} t where ${and([visible(reading, object, 't'), where])}
    order by ${order}, t.id limit ${raw(String(mostAsked + 1))}`)
}

export const moveQuestionsEndpoint: Endpoint = endpoint({
  method: 'GET',
  path: '/contacts/{id}/move',
  summary:
    'What is open with a person and has to be decided when they move to another company, with what may be chosen.',
  handle({ kernel, caller, params: { id } }) {
    const contact = caller.model.objects.get('contact')
    if (!contact || !isId(id)) throw notFound()
    requireVerb(caller.actor, contact, 'read')
    return kernel.database.read(caller.actor.workspaceId, (tx) => moveQuestions(readingFor(kernel, caller, tx), id))
  },
})
