import type { Client } from 'pg'

/** How many of each. */
export interface Size {
  readonly accounts: number
  readonly contacts: number
  readonly opportunities: number
  readonly activities: number
}

export const fullSize: Size = { accounts: 100_000, contacts: 250_000, opportunities: 200_000, activities: 500_000 }

/** What the cases ask for. */
export interface Seeded {
  readonly workspaceId: string
  readonly representatives: readonly string[]
  readonly openStages: readonly string[]
  readonly pipeline: string
  readonly accounts: readonly string[]
  readonly opportunities: readonly string[]
}

const firstNames = [
  'Ana',
  'Luis',
  'Marta',
  'Jaan',
  'Kersti',
  'Peeter',
  'Liis',
  'Carmen',
  'Pablo',
  'Sofía',
  'Emma',
  'Oliver',
  'Mihkel',
  'Tiina',
  'Juan',
  'Lucía',
  'James',
  'Grace',
  'Henry',
  'Alice',
]
const lastNames = [
  'García',
  'Fernández',
  'Tamm',
  'Saar',
  'Mägi',
  'Smith',
  'Jones',
  'Taylor',
  'López',
  'Martínez',
  'Sepp',
  'Kask',
  'Brown',
  'Wilson',
  'Rodríguez',
  'Pérez',
  'Kukk',
  'Rebane',
  'Walker',
  'Wright',
  'Ilves',
  'Molina',
  'Ortega',
  'Koppel',
]
const trades = [
  'Ferretería',
  'Taller',
  'Panadería',
  'Kauplus',
  'Ehitus',
  'Logistics',
  'Supplies',
  'Farmacia',
  'Autoteenindus',
  'Foods',
]

const list = (words: readonly string[]) => `(array[${words.map((word) => `'${word}'`).join(', ')}])`
const pick = (words: readonly string[], seed: string) => `${list(words)}[1 + (${seed}) % ${words.length}]`

/** Fills a workspace by plain SQL, as the owner of the tables: the same rows that the program would write, without history. */
export async function seed(
  client: Client,
  workspaceId: string,
  size: Size,
  log: (text: string) => void,
): Promise<Seeded> {
  const w = `'${workspaceId}'::uuid`
  const run = async (title: string, text: string) => {
    const began = performance.now()
    await client.query(text)
    log(`  ${title}: ${((performance.now() - began) / 1_000).toFixed(1)} s`)
  }
  const common = `now() - (i % 700) * interval '1 day' - (i % 86000) * interval '1 second'`
  await client.query('drop index tendero.search_document_tsv_idx, tendero.search_document_trgm_idx')
  await run(
    'people',
    `
    with teams as (insert into tendero.team (workspace_id, id, name, created_at, updated_at)
      select ${w}, gen_random_uuid(), 'Team ' || i, now(), now() from generate_series(1, 10) i returning id),
    numbered as (select id, row_number() over () as n from teams),
    role as (select id from tendero.role where workspace_id = ${w} and name = 'Representative')
    insert into tendero."user" (workspace_id, id, name, email, role_id, team_id, active, created_at, updated_at)
    select ${w}, gen_random_uuid(), 'Rep ' || i, 'rep' || i || '@bench.example.com', (select id from role), (select id from numbered where n = 1 + i % 10), true, now(), now()
    from generate_series(1, 50) i`,
  )
  await client.query(
    `create temp table rep as select id, team_id, row_number() over (order by name) as n from tendero."user" where workspace_id = ${w} and email like 'rep%'`,
  )
  await run(
    'accounts',
    `
    insert into tendero.account (workspace_id, id, name, kind, email, phone, phone_raw, phone_valid, sector, owner_id, team_id, created_at, updated_at)
    select ${w}, gen_random_uuid(), ${pick(trades, 'i')} || ' ' || ${pick(lastNames, 'i / 7')} || ' ' || i, 'company', 'info' || i || '@bench.example.com',
      '+3461' || lpad(i::text, 7, '0'), '61' || lpad(i::text, 7, '0'), true, ${pick(trades, 'i / 3')}, r.id, r.team_id, ${common}, ${common}
    from generate_series(1, ${size.accounts}) i join rep r on r.n = 1 + i % 50`,
  )
  await client.query(
    `create temp table acc as select id, owner_id, team_id, name, row_number() over () as n from tendero.account where workspace_id = ${w}; create unique index on acc (n); analyze acc`,
  )
  await run(
    'contacts',
    `
    insert into tendero.contact (workspace_id, id, name, first_name, last_name, account_id, email, owner_id, team_id, created_at, updated_at)
    select ${w}, gen_random_uuid(), f || ' ' || l, f, l, a.id, lower(f) || i || '@bench.example.com', a.owner_id, a.team_id, ${common}, ${common}
    from (select i, ${pick(firstNames, 'i')} as f, ${pick(lastNames, 'i / 11')} || ' ' || ${pick(lastNames, 'i / 5')} as l from generate_series(1, ${size.contacts}) i) x join acc a on a.n = 1 + i % ${size.accounts}`,
  )
  await client.query(
    `create temp table stg as select id, pipeline_id, category, probability, row_number() over (order by position) as n from tendero.stage where workspace_id = ${w}`,
  )
  await run(
    'opportunities',
    `
    insert into tendero.opportunity (workspace_id, id, name, account_id, pipeline_id, stage_id, status, amount, amount_currency, amount_base, close_on, probability,
      forecast_category, opened_on, closed_on, stage_entered_at, push_count, owner_id, team_id, created_at, updated_at)
    select ${w}, gen_random_uuid(), 'Deal ' || i || ' ' || a.name, a.id, s.pipeline_id, s.id, s.category, 10000 + (i % 977) * 1000, 'EUR', 10000 + (i % 977) * 1000,
      current_date + (i % 200) - 100, s.probability, 'pipeline', current_date - (i % 700), case when s.category <> 'open' then current_date - (i % 300) end, ${common}, 0, a.owner_id, a.team_id, ${common}, ${common}
    from generate_series(1, ${size.opportunities}) i join acc a on a.n = 1 + i % ${size.accounts} join stg s on s.n = 1 + (i / 50) % 6`,
  )
  await client.query(
    `create temp table opp as select id, account_id, owner_id, team_id, row_number() over () as n from tendero.opportunity where workspace_id = ${w}; create unique index on opp (n); analyze opp`,
  )
  await run(
    'activities',
    `
    insert into tendero.activity (workspace_id, id, subject, kind, account_id, opportunity_id, due_at, done_at, outcome, owner_id, team_id, created_at, updated_at)
    select ${w}, gen_random_uuid(), ${pick(['Call back', 'Send the offer', 'Visit', 'Thank-you note', 'Check the delivery'], 'i')}, ${pick(['call', 'task', 'visit', 'note', 'meeting'], 'i')},
      o.account_id, o.id, ${common}, case when i % 4 > 0 then ${common} end, case when i % 4 > 0 then 'done' end, o.owner_id, o.team_id, ${common}, ${common}
    from generate_series(1, ${size.activities}) i join opp o on o.n = 1 + i % ${size.opportunities}`,
  )
  await run(
    'links',
    `
    insert into tendero.activity_link (workspace_id, activity_id, object, record_id, at)
    select workspace_id, id, 'account', account_id, coalesce(done_at, due_at, created_at) from tendero.activity where workspace_id = ${w}
    union all select workspace_id, id, 'opportunity', opportunity_id, coalesce(done_at, due_at, created_at) from tendero.activity where workspace_id = ${w}`,
  )
  const fold = (text: string) => `translate(lower(${text}), 'áéíóúñäöüõ', 'aeiounaouo')`
  for (const [object, title] of [
    ['account', 'name'],
    ['contact', 'name'],
    ['opportunity', 'name'],
    ['activity', 'subject'],
  ] as const)
    await run(
      `search of ${object}`,
      `
      insert into tendero.search_document (workspace_id, object, record_id, kind, title, owner_id, team_id, tsv, trgm)
      select workspace_id, '${object}', id, ${object === 'activity' ? 'kind' : 'null'}, ${title}, owner_id, team_id, setweight(to_tsvector('simple', ${fold(title)}), 'A'), ${fold(title)}
      from tendero.${object} where workspace_id = ${w}`,
    )
  await run(
    'search index',
    `
    create index search_document_tsv_idx on tendero.search_document using gin (workspace_id, tsv) with (fastupdate = off);
    create index search_document_trgm_idx on tendero.search_document using gin (workspace_id, trgm gin_trgm_ops) with (fastupdate = off)`,
  )
  await run('analyze', 'analyze')
  const ids = async (text: string) => (await client.query<{ id: string }>(text)).rows.map((row) => row.id)
  return {
    workspaceId,
    representatives: await ids('select id from rep order by n'),
    openStages: await ids(`select id from stg where category = 'open' order by n`),
    pipeline: (await ids('select distinct pipeline_id as id from stg'))[0] ?? '',
    accounts: await ids(`select id from acc where n % ${Math.ceil(size.accounts / 2_000)} = 0`),
    opportunities: await ids('select id from opp where owner_id = (select id from rep order by n limit 1)'),
  }
}
