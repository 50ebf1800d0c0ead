import type pg from 'pg'

interface Owner {
  readonly workspaceId: string
  readonly userId: string
}

/** Made so many days ago. */
const madeAgo = '90 days'

/** An id of an instant, such as the program makes. */
const idAt = (at: string) =>
  `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid`

/** Deals of a company that imported them all, with the history that the import writes. */
export async function makeDeals(
  client: pg.Client,
  { workspaceId, userId, count }: Owner & { readonly count: number },
): Promise<void> {
  await client.query(
    `with stages as (select array_agg(id order by position) as ids from tendero.stage where workspace_id = $1),
      pipeline as (select pipeline_id as id from tendero.stage where workspace_id = $1 limit 1),
      operation as (select ${idAt(`now() - interval '${madeAgo}'`)} as id)
    insert into tendero.opportunity (workspace_id, id, name, pipeline_id, stage_id, status, amount, amount_currency, amount_base, close_on,
      owner_id, version, created_at, created_by_id, updated_at, updated_by_id, operation_id)
    select $1, ${idAt(`now() - interval '${madeAgo}' + n * interval '1 millisecond'`)}, 'Deal ' || n, pipeline.id, stages.ids[1 + n % 4], 'open',
      (n * 7919) % 1000000, 'EUR', (n * 7919) % 1000000, current_date + n % 120, $2, 1, now() - interval '${madeAgo}', $2, now() - interval '${madeAgo}', $2, operation.id
    from generate_series(1, $3::int) n, stages, pipeline, operation`,
    [workspaceId, userId, count],
  )
  await client.query(
    `insert into tendero.history (workspace_id, recorded_at, id, object, record_id, operation_id, verb, version, patch, actor_id, through, effective_at)
    select workspace_id, created_at, id, 'opportunity', id, operation_id, 'create', 1,
      jsonb_build_object('name', jsonb_build_array(null, name), 'stage', jsonb_build_array(null, stage_id),
        'amount', jsonb_build_array(null, jsonb_build_object('minor', amount, 'currency', 'EUR')), 'closeOn', jsonb_build_array(null, close_on)),
      created_by_id, 'import', created_at from tendero.opportunity where workspace_id = $1`,
    [workspaceId],
  )
}

/** Every deal moves twice in the last weeks; one in twenty goes, and as many are new. */
export async function changeAll(client: pg.Client, { workspaceId, userId }: Owner): Promise<void> {
  for (const days of [20, 10])
    await client.query(
      `insert into tendero.history (workspace_id, recorded_at, id, object, record_id, operation_id, verb, version, patch, actor_id, through, effective_at)
      select workspace_id, at, ${idAt('at')}, 'opportunity', o.id, o.operation_id, 'update', ${days === 20 ? 2 : 3},
        jsonb_build_object('amount', jsonb_build_array(jsonb_build_object('minor', amount, 'currency', 'EUR'), jsonb_build_object('minor', amount + 100, 'currency', 'EUR')),
          'closeOn', jsonb_build_array(close_on, close_on + 14)), $2::uuid, 'screen', at
      from tendero.opportunity o, lateral (select now() - interval '${days} days' as at) moment where workspace_id = $1`,
      [workspaceId, userId],
    )
  await client.query(
    `update tendero.opportunity set amount = amount + 200, amount_base = amount + 200, close_on = close_on + 28, version = 3,
      updated_at = now() - interval '10 days' where workspace_id = $1`,
    [workspaceId],
  )
  for (const table of ['opportunity', 'history']) await client.query(`vacuum analyze tendero.${table}`)
}
