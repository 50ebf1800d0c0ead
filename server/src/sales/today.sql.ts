import {
  addDays,
  and,
  dayIn,
  empty,
  identifier,
  join,
  literal,
  type ObjectType,
  or,
  raw,
  type Sql,
  snakeCase,
  sql,
  startOfDay,
  type Today,
  type TodayItem,
  type TodayReason,
  type TodayScope,
} from '@tendero/model'
import { mayUseField, scopeOf } from '../kernel/actor.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import { filterSql } from '../kernel/filter.ts'
import { policy } from '../kernel/policy.ts'
import { type Reading, readingFor, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { titleOf } from '../kernel/record-select.ts'
import { stageBook } from './stage-book.ts'
import { teammates } from './teammates.ts'

const mostItems = 200

/** In order of urgency. */
const reasons: readonly TodayReason[] = ['overdue', 'due', 'close_date_past', 'no_next_step', 'missing_fields', 'stale']

/** Records that stand on Today for a reason; one can stand there for several. */
interface Source {
  readonly reason: TodayReason
  readonly object: 'activity' | 'lead' | 'opportunity'
  /** What besides visibility puts a record there, of alias t. */
  readonly where: Sql
  /** When it was or is due, as text. */
  readonly at: Sql
  /** Names of the fields that are missing, as a list of texts. */
  readonly missing?: Sql
}

/**
 * What somebody, or their team, has to do now: activities that were due before today or are due today, open deals
 * whose close date has passed, open leads and deals without a next step, open deals without what their stage requires
 * (an import may bring them so), deals that stand still in their stage. A team's are those of its people, and leads
 * that it has for nobody yet, as far as they may be seen. Days are those of the person's zone. The counts are of
 * everything, the items the most urgent 200: by reason, then by the worth of the deal. Two statements.
 */
export async function today(reading: Reading, scope: TodayScope = 'mine'): Promise<Today> {
  const sources = sourcesFor(reading)
    .filter(({ object }) => scope === 'mine' || mayUseField(reading.actor, object, 'owner', 'read'))
    .map((source): Source => ({ ...source, where: and([ownedBy(reading, source, scope), source.where]) }))
  const [items, counts] = await Promise.all([itemsOf(reading, sources), countsOf(reading, sources)])
  return { items, counts }
}

function ownedBy({ model, actor }: Reading, { object }: Source, scope: TodayScope): Sql {
  if (scope === 'mine') return sql`t.owner_id = ${actor.userId}`
  const theirs = sql`t.owner_id = any(${teammates(model, actor)}::uuid[])`
  return object === 'lead'
    ? or([theirs, sql`(t.owner_id is null and t.team_id = any(${actor.teamsBelow}::uuid[]))`])
    : theirs
}

function sourcesFor(reading: Reading): readonly Source[] {
  const { actor, now } = reading
  const day = dayIn(actor.timeZone, now)
  const [begins, ends] = [day, addDays(day, 1)].map((one) => startOfDay(actor.timeZone, one).toISOString())
  const dueAt = sql`to_json(t.due_at) #>> '{}'`
  const open = sql`t.done_at is null`
  const deal = openDeal(reading)
  const lead = sql`t.status in ('new', 'contacted', 'qualified')`
  const stepless = sql`t.next_step_at is null`
  const nothing = sql`null::text`
  const missing = missingFields(reading)
  const enteredAt = sql`to_json(t.stage_entered_at) #>> '{}'`
  const all: readonly (Source & { readonly reads: string })[] = [
    { reason: 'overdue', object: 'activity', reads: 'dueAt', where: and([open, sql`t.due_at < ${begins}`]), at: dueAt },
    {
      reason: 'due',
      object: 'activity',
      reads: 'dueAt',
      where: and([open, sql`t.due_at >= ${begins}`, sql`t.due_at < ${ends}`]),
      at: dueAt,
    },
    {
      reason: 'close_date_past',
      object: 'opportunity',
      reads: 'closeOn',
      where: and([deal, sql`t.close_on < ${day}`]),
      at: sql`t.close_on::text`,
    },
    { reason: 'no_next_step', object: 'lead', reads: 'nextStepAt', where: and([lead, stepless]), at: nothing },
    { reason: 'no_next_step', object: 'opportunity', reads: 'nextStepAt', where: and([deal, stepless]), at: nothing },
    { reason: 'missing_fields', object: 'opportunity', reads: 'stage', ...missing, at: enteredAt },
    {
      reason: 'stale',
      object: 'opportunity',
      reads: 'stageEnteredAt',
      where: stale(reading),
      at: enteredAt,
    },
  ]
  return all.filter(({ object, reads }) => mayUseField(actor, object, reads, 'read'))
}

/** By the stages too: the index of owner and stage leaves the closed ones aside. */
function openDeal({ model }: Reading): Sql {
  const open = stageBook(model.catalogue).stages.filter((stage) => stage.category === 'open')
  return sql`(t.status = 'open' and t.stage_id = any(${open.map((stage) => stage.id)}::uuid[]))`
}

const dayInMilliseconds = 86_400_000

function stale({ model, now }: Reading): Sql {
  const aging = stageBook(model.catalogue).stages.filter((stage) => stage.category === 'open' && stage.maxAge !== null)
  return and([
    sql`t.status = 'open'`,
    or(
      aging.map(({ id, maxAge }) => {
        const since = new Date(now.getTime() - (maxAge ?? 0) * dayInMilliseconds).toISOString()
        return sql`(t.stage_id = ${id} and t.stage_entered_at < ${since})`
      }),
    ),
  ])
}

/** Deals that lack what their stage requires, of what the person may fill in; and what each of them lacks. */
function missingFields(reading: Reading): Pick<Source, 'where' | 'missing'> {
  const { model, actor } = reading
  const object = objectOf(reading, 'opportunity')
  const isAsked = (name: string) => object.fields.has(name) && mayUseField(actor, object.name, name, 'edit')
  const stages = scopeOf(actor, object.name, 'edit') === 'none' ? [] : stageBook(model.catalogue).stages
  const asking = stages.flatMap(({ id, category, requiredFields }) => {
    const names = category === 'open' ? requiredFields.filter(isAsked) : []
    const empties = names.map((name) => filterSql({ field: name, op: 'is_empty' }, object, 't', reading))
    return names.length > 0 ? [{ id, names, empties }] : []
  })
  if (asking.length === 0) return { where: raw('false') }
  const lists = asking.map(({ id, names, empties }) => {
    const found = names.map((name, index) => sql`case when ${empties[index] ?? raw('false')} then ${name}::text end`)
    return sql`when ${id}::uuid then array_remove(array[${join(found)}], null)`
  })
  return {
    where: and([
      sql`t.status = 'open'`,
      or(asking.map(({ id, empties }) => and([sql`t.stage_id = ${id}`, or(empties)]))),
    ]),
    missing: sql`case t.stage_id ${join(lists, ' ')} end`,
  }
}

function objectOf({ model }: Reading, name: string): ObjectType {
  const object = model.objects.get(name)
  if (!object) throw new Error(`no object ${name}`)
  return object
}

function standing(reading: Reading, { object, where }: Source): Sql {
  return and([visible(reading, objectOf(reading, object), 't'), where])
}

async function countsOf(reading: Reading, sources: readonly Source[]): Promise<Today['counts']> {
  const counts = sources.map(
    (source, index) =>
      sql`(select count(*) from ${readTable(objectOf(reading, source.object))} t where ${standing(reading, source)}) as ${identifier(`n${index}`)}`,
  )
  const [row] = counts.length > 0 ? await reading.tx.rows<Record<string, number>>(sql`select ${join(counts)}`) : []
  const countOf = (reason: TodayReason) =>
    sources.reduce((sum, source, index) => sum + (source.reason === reason ? (row?.[`n${index}`] ?? 0) : 0), 0)
  return {
    overdue: countOf('overdue'),
    due: countOf('due'),
    close_date_past: countOf('close_date_past'),
    no_next_step: countOf('no_next_step'),
    missing_fields: countOf('missing_fields'),
    stale: countOf('stale'),
  }
}

interface Row {
  readonly reason: TodayReason
  readonly object: string
  readonly id: string
  readonly title: string | null
  readonly about: TodayItem['about']
  readonly at: string | null
  readonly amount: TodayItem['amount']
  readonly phone: string | null
  readonly version: number
  readonly missing: TodayItem['missing']
  readonly owner: string | null
}

async function itemsOf(reading: Reading, sources: readonly Source[]): Promise<readonly TodayItem[]> {
  if (sources.length === 0) return []
  const parts = sources.map((source) => sql`(${part(reading, source)})`)
  const rows = await reading.tx.rows<Row>(sql`
    select i.reason, i.object, i.id, i.title, i.about, i.at, i.amount, i.phone, i.version, i.missing, i.owner from (${join(parts, ' union all ')}) i
    order by i.urgency, i.worth desc nulls last, i.at nulls last, i.id limit ${raw(String(mostItems))}`)
  return rows.map((row) => ({ ...row, title: row.title ?? '', owner: ownerOf(reading, row.owner) }))
}

function ownerOf({ model }: Reading, id: string | null): TodayItem['owner'] {
  const user = id === null ? undefined : model.catalogue.get('user')?.get(id)
  return user ? { id: user.id, title: String(user.name) } : null
}

/** The most urgent items of one source: found and cut first, then joined with what they concern. */
function part(reading: Reading, source: Source): Sql {
  const object = objectOf(reading, source.object)
  const { actor } = reading
  const title = mayUseField(actor, object.name, object.title, 'read') ? titleOf(actor, object, 't') : sql`null::text`
  const kind = source.object === 'activity' ? sql`t.kind` : sql`${source.object}::text`
  const owner = mayUseField(actor, object.name, 'owner', 'read') ? sql`t.owner_id` : sql`null::uuid`
  const shown = details(reading, source.object)
  return sql`select ${raw(String(reasons.indexOf(source.reason)))} as urgency, ${source.reason}::text as reason, ${kind} as object,
      t.id, ${title} as title, ${shown.about} as about, t.moment as at, ${shown.amount} as amount, t.worth,
      ${shown.phone} as phone, t.version, to_json(t.missing) as missing, ${owner} as owner
    from (select t.*, ${source.at} as moment, ${shown.worth} as worth, ${source.missing ?? sql`null::text[]`} as missing from ${readTable(object)} t ${shown.worthFrom}
      where ${standing(reading, source)} order by worth desc nulls last, moment nulls last, t.id limit ${raw(String(mostItems))}) t
    ${shown.joins}`
}

interface Details {
  readonly joins: Sql
  readonly about: Sql
  readonly amount: Sql
  /** In minor units of the base currency, and the join that it needs. */
  readonly worth: Sql
  readonly worthFrom: Sql
  readonly phone: Sql
}

function details(reading: Reading, object: Source['object']): Details {
  switch (object) {
    case 'activity':
      return {
        joins: join(
          [
            joined(reading, 'contact'),
            joined(reading, 'account'),
            joined(reading, 'lead'),
            joined(reading, 'opportunity'),
          ],
          ' ',
        ),
        about: coalesce(['contact', 'account', 'lead', 'opportunity'].map((name) => named(reading, name))),
        ...money(reading, 'opportunity', 'amount', 'opportunity'),
        worthFrom: joined(reading, 'opportunity'),
        phone: coalesce(['contact', 'account', 'lead'].map((name) => phone(reading, name, name))),
      }
    case 'opportunity':
      return {
        joins: joined(reading, 'account'),
        about: named(reading, 'account'),
        ...money(reading, 'opportunity', 'amount', 't'),
        worthFrom: empty,
        phone: phone(reading, 'account', 'account'),
      }
    case 'lead':
      return {
        joins: empty,
        about: sql`null::json`,
        ...money(reading, 'lead', 'estimatedValue', 't'),
        worthFrom: empty,
        phone: phone(reading, 'lead', 't'),
      }
  }
}

/** The record that t refers to, if the actor may see it; its alias is the name of its object. */
function joined(reading: Reading, name: string): Sql {
  const object = objectOf(reading, name)
  return sql`left join ${readTable(object)} ${raw(name)} on ${and([
    sql`${raw(name)}.workspace_id = ${reading.actor.workspaceId}`,
    sql`${raw(name)}.id = t.${identifier(`${name}_id`)}`,
    policy(reading.model, reading.actor, object, 'read', name),
  ])}`
}

function named(reading: Reading, name: string): Sql {
  const object = objectOf(reading, name)
  if (!mayUseField(reading.actor, name, object.title, 'read')) return sql`null::json`
  const title = titleOf(reading.actor, object, name)
  return sql`case when ${raw(name)}.id is not null then json_build_object('object', ${literal(name)}, 'id', ${raw(name)}.id, 'title', ${title}) end`
}

function money({ actor }: Reading, object: string, field: string, alias: string): Pick<Details, 'amount' | 'worth'> {
  if (!mayUseField(actor, object, field, 'read')) return { amount: sql`null::json`, worth: sql`null::bigint` }
  const column = `${alias}.${snakeCase(field)}`
  const [minor, currency, worth] = [raw(column), raw(`${column}_currency`), raw(`${column}_base`)]
  return {
    amount: sql`case when ${minor} is not null then json_build_object('minor', ${minor}, 'currency', ${currency}) end`,
    worth,
  }
}

/** In international form where it could be read, else as typed. */
function phone({ actor }: Reading, object: string, alias: string): Sql {
  if (!mayUseField(actor, object, 'phone', 'read')) return sql`null::text`
  return sql`coalesce(${raw(alias)}.phone, ${raw(alias)}.phone_raw)`
}

function coalesce(values: readonly Sql[]): Sql {
  return sql`coalesce(${join(values)})`
}

export const todayEndpoint: Endpoint = endpoint({
  method: 'GET',
  path: '/today',
  summary:
    'What to do now, of what is one’s own or, with `of=team`, of one’s teams and below: overdue and due activities, close dates in the past, no next step, fields that a stage requires, stale deals. At most 200 items, exact counts.',
  handle: ({ kernel, caller, query: { of = 'mine' } }) => {
    if (of !== 'mine' && of !== 'team') throw new Failure(422, 'invalid_query', { details: { parameter: 'of' } })
    return kernel.database.read(caller.actor.workspaceId, (tx) => today(readingFor(kernel, caller, tx), of))
  },
})
