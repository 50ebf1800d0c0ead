import type { Client } from 'pg'

/** Catalogues that every workspace shares and that change rarely. */
const referenceTables = ['currency', 'country']

/**
 * What the tables of a database break of the rules for tenant tables, a line each. A tenant table is every table but
 * those of the schemas control and graphile_worker and the reference tables; partitions count with their parent. An
 * index that serves all workspaces at once says so in its comment: `all workspaces: the relay reads by time`.
 */
export async function schemaViolations(client: Client): Promise<string[]> {
  const { rows } = await client.query(rules, [referenceTables])
  return rows.map(({ object, rule }) => `${object}: ${rule}`)
}

/** How many tenant tables there are: a check over none proves nothing. */
export async function tenantTableCount(client: Client): Promise<number> {
  const { rows } = await client.query(`${tenantTables} select count(*)::int as count from tenant`, [referenceTables])
  return Number(rows[0]?.count)
}

const tenantTables = `
  with tenant as (
    select c.oid, c.relname, c.oid::regclass::text as name, c.relrowsecurity, c.relforcerowsecurity,
      'workspace_id' as key,
      (select attnum from pg_attribute
        where attrelid = c.oid and attname = 'workspace_id') as key_number
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'control', 'graphile_worker')
      and c.relname <> all ($1::text[])
  ), tenant_index as (
    select i.*, t.name as table_name, t.key_number, i.indexrelid::regclass::text as name, am.amname, ic.reloptions
    from pg_index i join tenant t on t.oid = i.indrelid
    join pg_class ic on ic.oid = i.indexrelid join pg_am am on am.oid = ic.relam
  )`

const rules = String.raw`${tenantTables}
  select name as object, 'its first column is not ' || key || ' uuid not null' as rule from tenant t
    where not exists (select from pg_attribute where attrelid = t.oid and attnum = 1 and attname = t.key
      and atttypid = 'uuid'::regtype and attnotnull)
  union all
  select name, 'has no primary key' from tenant t
    where not exists (select from pg_index where indrelid = t.oid and indisprimary)
  union all
  select name, case when indisexclusion then 'an exclusion' when indisprimary then 'a primary key' when indisunique
      then 'a unique index' else 'an index' end || ' of ' || table_name || ' does not start with the workspace'
    from tenant_index
    where indkey[0] is distinct from key_number and (indisunique or indisexclusion
      or coalesce(obj_description(indexrelid, 'pg_class'), '') not like 'all workspaces: %')
  union all
  select name, 'a GIN index of ' || table_name || ' has no fastupdate=off' from tenant_index
    where amname = 'gin' and not coalesce(reloptions, '{}') && array['fastupdate=off', 'fastupdate=false']
  union all
  select t.name || '.' || f.conname, 'a foreign key does not tie workspace to workspace' from pg_constraint f
    join tenant t on t.oid = f.conrelid join tenant r on r.oid = f.confrelid
    where f.contype = 'f' and f.conparentid = 0
      and (f.conkey[1] is distinct from t.key_number or f.confkey[1] is distinct from r.key_number)
  union all
  select conrelid::regclass || '.' || conname, 'a foreign key ties tenant tables and others' from pg_constraint
    where contype = 'f' and conparentid = 0
      and (conrelid in (select oid from tenant)) <> (confrelid in (select oid from tenant))
      and not (conrelid in (select oid from tenant)
        and (select relname from pg_class where oid = confrelid) = any ($1::text[]))
  union all
  select t.name || '.' || conname, 'a foreign key does more than NO ACTION or CASCADE on delete' from pg_constraint
    join tenant t on t.oid = conrelid
    where contype = 'f' and (confdeltype not in ('a', 'c') or confupdtype <> 'a')
  union all
  select name, 'row-level security is not enabled' from tenant where not relrowsecurity
  union all
  select name, 'row-level security is forced on the owner' from tenant where relforcerowsecurity
  union all
  select name, 'no policy compares ' || key || ' with the workspace of the transaction' from tenant t
    where not exists (select from pg_policy where polrelid = t.oid
      and pg_get_expr(polqual, polrelid) = format($$(%I = (current_setting('app.workspace_id'::text))::uuid)$$, t.key))
  union all
  select t.name, 'policy ' || polname || ' reads a table' from pg_policy join tenant t on t.oid = polrelid
    where pg_get_expr(polqual, polrelid) ~* 'select\s.*\mfrom\M' or pg_get_expr(polwithcheck, polrelid) ~* 'select\s.*\mfrom\M'
  union all
  select t.name || '.' || attname, 'numbers itself' from pg_attribute join tenant t on t.oid = attrelid
    where attidentity <> '' or exists (select from pg_attrdef where adrelid = attrelid and adnum = attnum
      and pg_get_expr(adbin, adrelid) like 'nextval(%')
  union all
  select c.oid::regclass::text, 'inherits from a table' from pg_inherits join pg_class c on c.oid = inhrelid
    where inhparent in (select oid from tenant) and not c.relispartition
  order by object, rule`
