/** The SQL that the baselines run: what the endpoint needs from the database, written by hand, with no checks. */

const person = (alias: string, column: string) =>
  `left join tendero."user" ${alias} on ${alias}.workspace_id = $1 and ${alias}.id = t.${column}`

const opportunityJoins = `
  left join tendero.account a on a.workspace_id = $1 and a.id = t.account_id
  left join tendero.pipeline p on p.workspace_id = $1 and p.id = t.pipeline_id
  left join tendero.stage s on s.workspace_id = $1 and s.id = t.stage_id
  left join tendero.activity n on n.workspace_id = $1 and n.id = t.next_step_id
  left join tendero.loss_reason l on l.workspace_id = $1 and l.id = t.loss_reason_id
  left join tendero.team e on e.workspace_id = $1 and e.id = t.team_id
  ${person('o', 'owner_id')} ${person('c', 'created_by_id')} ${person('u', 'updated_by_id')}`

const opportunityTitles = `a.name as account_title, p.name as pipeline_title, s.name as stage_title, n.subject as next_step_title, l.name as loss_reason_title,
  e.name as team_title, o.name as owner_title, c.name as created_by_title, u.name as updated_by_title`

/** $1 workspace, $2 owner, $3 stage */
export const listPage = `select t.*, ${opportunityTitles} from tendero.opportunity t ${opportunityJoins}
  where t.workspace_id = $1 and t.owner_id = $2 and t.stage_id = $3 and t.deleted_at is null order by t.updated_at desc, t.id desc limit 50`

export const listCount = `select count(*) from (select 1 from tendero.opportunity t
  where t.workspace_id = $1 and t.owner_id = $2 and t.stage_id = $3 and t.deleted_at is null limit 10001) x`

/** $1 workspace, $2 account */
export const readAccount = `select t.*, p.name as parent_title, e.name as team_title, o.name as owner_title, c.name as created_by_title, u.name as updated_by_title
  from tendero.account t left join tendero.account p on p.workspace_id = $1 and p.id = t.parent_id
  left join tendero.team e on e.workspace_id = $1 and e.id = t.team_id
  ${person('o', 'owner_id')} ${person('c', 'created_by_id')} ${person('u', 'updated_by_id')}
  where t.workspace_id = $1 and t.id = $2`

export const readTimeline = `select l.at, t.*, a.name as account_title, p.name as opportunity_title, k.name as contact_title, d.name as lead_title,
  e.name as team_title, o.name as owner_title, c.name as created_by_title, u.name as updated_by_title
  from (select * from tendero.activity_link l where l.workspace_id = $1 and l.object = 'account' and l.record_id = $2 order by l.at desc, l.activity_id desc limit 20) l
  join tendero.activity t on t.workspace_id = $1 and t.id = l.activity_id
  left join tendero.account a on a.workspace_id = $1 and a.id = t.account_id
  left join tendero.opportunity p on p.workspace_id = $1 and p.id = t.opportunity_id
  left join tendero.contact k on k.workspace_id = $1 and k.id = t.contact_id
  left join tendero.lead d on d.workspace_id = $1 and d.id = t.lead_id
  left join tendero.team e on e.workspace_id = $1 and e.id = t.team_id
  ${person('o', 'owner_id')} ${person('c', 'created_by_id')} ${person('u', 'updated_by_id')}
  order by l.at desc, l.activity_id desc`

/** Changes, what was done with files, and comments with their replies: what stands on a timeline besides activities. */
export const readHistory = `(select h.id, h.recorded_at as at, h.verb, h.patch, h.actor_id, h.through, h.operation_id, null as name, null::json as body, null::json as replies
    from tendero.history h where h.workspace_id = $1 and h.object = 'account' and h.record_id = $2 order by h.recorded_at desc, h.id desc limit 20)
  union all (select h.id, h.recorded_at, h.verb, h.patch, h.actor_id, h.through, h.operation_id, f.name, null, null
    from tendero.file f join tendero.history h on h.workspace_id = $1 and h.object = 'file' and h.record_id = f.id
    where f.workspace_id = $1 and f.object = 'account' and f.record = $2 and f.field is null order by h.recorded_at desc, h.id desc limit 20)
  union all (select c.id, c.created_at, 'create', '{}', c.created_by_id, '', c.operation_id, null, c.body::json, r.replies
    from tendero.comment c left join lateral (select json_agg(json_build_object('id', r.id, 'at', r.created_at, 'by', r.created_by_id, 'body', r.body)) as replies
      from tendero.comment r where r.workspace_id = $1 and r.reply_to_id = c.id and r.deleted_at is null) r on true
    where c.workspace_id = $1 and c.record = $2 and c.reply_to_id is null order by c.created_at desc, c.id desc limit 20)`

/** $1 workspace, $2 id, $3 name, $4 account, $5 pipeline, $6 stage, $7 amount, $8 owner, $9 now, $10 close date */
export const createOpportunity = `insert into tendero.opportunity (workspace_id, id, name, account_id, pipeline_id, stage_id, status, amount, amount_currency, amount_base, owner_id, created_at, updated_at, created_by_id, updated_by_id, close_on)
  values ($1, $2, $3, $4, $5, $6, 'open', $7, 'EUR', $7, $8, $9, $9, $8, $8, $10) returning *`

/** $1 workspace, $2 id, $3 amount, $4 now, $5 by */
export const updateOpportunity = `update tendero.opportunity t set amount = $3, amount_base = $3, version = t.version + 1, updated_at = $4, updated_by_id = $5 where t.workspace_id = $1 and t.id = $2 returning *`

/** $1 workspace, $2 query */
export const searchPeople = `select s.object, s.record_id, s.title from (select s.* from tendero.search_document s
  where s.workspace_id = $1 and s.object = 'contact' and s.tsv @@ $2::tsquery limit 1000) s order by ts_rank(s.tsv, $2::tsquery) desc, s.title collate "und-x-icu", s.record_id limit 10`

/** $1 workspace, $2 words */
export const searchLike = `select s.object, s.record_id, s.title from tendero.search_document s
  where s.workspace_id = $1 and s.object = 'contact' and s.trgm % $2 order by similarity(s.trgm, $2) desc, s.record_id limit 10`

/** $1 workspace, $2 owner */
export const reportSums = `select date_trunc('month', opened_on), owner_id, count(*), sum(amount_base) from tendero.opportunity
  where workspace_id = $1 and deleted_at is null group by 1, 2 order by 1, 2`

export const pipelineSums = `select t.stage_id, s.name, count(*) as n, sum(t.amount_base) as amount from tendero.opportunity t
  left join tendero.stage s on s.workspace_id = $1 and s.id = t.stage_id
  where t.workspace_id = $1 and t.owner_id = $2 and t.deleted_at is null group by 1, 2 order by 1`
