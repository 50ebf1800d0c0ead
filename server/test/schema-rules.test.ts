import type { Client } from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { tableOwners } from '../src/commands/doctor-database.ts'
import { readMigrations } from '../src/kernel/migration-files.ts'
import { migrationsFolder } from '../src/kernel/migrations.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { testDatabase } from './database.ts'
import { migrationViolations } from './migration-rules.ts'
import { schemaViolations, tenantTableCount } from './schema-rules.ts'

const sound = `
  create table currency (code char(3) primary key);
  create table deal (
    workspace_id uuid not null, id uuid, parent_id uuid, name text, tags text[],
    currency char(3) references currency,
    primary key (workspace_id, id),
    foreign key (workspace_id, parent_id) references deal (workspace_id, id) on delete cascade
  );
  create index on deal (workspace_id, name);
  create extension if not exists btree_gin;
  create index deal_tags on deal using gin (workspace_id, tags) with (fastupdate = off);
  create table entry (workspace_id uuid not null, at date, id uuid, primary key (workspace_id, at, id)) partition by range (at);
  create table entry_rest partition of entry default;`

const secured = ['deal', 'entry'].map(
  (table) => `alter table ${table} enable row level security;
    create policy tenant on ${table} using (workspace_id = current_setting('app.workspace_id')::uuid);`,
)

describe('tables', () => {
  let ownerUrl: string
  beforeAll(async () => {
    ownerUrl = (await testDatabase({ empty: true })).ownerUrl
    await asOwner(ownerUrl, (client) => client.query(sound + secured.join('')))
  })

  /** What the rules say after a change, which is undone. */
  const after = (change: string) =>
    asOwner(ownerUrl, async (client: Client) => {
      await client.query(`begin; ${change}`)
      return schemaViolations(client)
    })

  test('that keep the rules pass', async () => {
    expect(await after('')).toEqual([])
  })

  test.each([
    [
      'a table without workspace',
      'create table stray (id uuid primary key)',
      'stray: its first column is not workspace_id',
    ],
    [
      'a workspace that is not first',
      'create table stray (id uuid, workspace_id uuid not null)',
      'its first column is not',
    ],
    [
      'a workspace that may be null',
      'create table stray (workspace_id uuid)',
      'its first column is not workspace_id uuid',
    ],
    ['no primary key', 'create table stray (workspace_id uuid not null)', 'stray: has no primary key'],
    [
      'a primary key by id',
      'create table stray (workspace_id uuid not null, id uuid primary key)',
      'a primary key of stray',
    ],
    ['a unique index by name', 'create unique index on deal (name)', 'a unique index of deal does not start'],
    ['an index by name', 'create index on deal (name)', 'an index of deal does not start'],
    ['an expression first', 'create index on deal (lower(name), workspace_id)', 'an index of deal does not start'],
    ['a GIN index with pending list', 'create index on deal using gin (workspace_id, tags)', 'has no fastupdate=off'],
    [
      'a foreign key that forgets the workspace',
      'alter table deal add unique (id); create table s (workspace_id uuid not null, id uuid references deal (id))',
      'a foreign key does not tie workspace to workspace',
    ],
    [
      'a foreign key into control',
      'create schema control; create table control.c (id uuid primary key); alter table deal add foreign key (id) references control.c',
      'a foreign key ties tenant tables and others',
    ],
    [
      'a foreign key out of control',
      'create schema control; create table control.c (w uuid, id uuid, foreign key (w, id) references deal)',
      'control.c.c_w_id_fkey: a foreign key ties tenant tables and others',
    ],
    [
      'a foreign key that nulls',
      'alter table deal add foreign key (workspace_id, parent_id) references deal on delete set null (parent_id)',
      'more than NO ACTION or CASCADE',
    ],
    ['no security', 'alter table deal disable row level security', 'deal: row-level security is not enabled'],
    ['forced security', 'alter table deal force row level security', 'deal: row-level security is forced'],
    ['no policy', 'drop policy tenant on deal', 'deal: no policy compares workspace_id'],
    [
      'a quiet policy',
      `drop policy tenant on deal; create policy tenant on deal using (workspace_id = current_setting('app.workspace_id', true)::uuid)`,
      'deal: no policy compares workspace_id',
    ],
    [
      'a policy that reads',
      'create policy more on deal using (exists (select from currency))',
      'policy more reads a table',
    ],
    ['an identity', 'alter table deal add n int generated always as identity', 'deal.n: numbers itself'],
    ['a serial', 'alter table deal add n serial', 'deal.n: numbers itself'],
    ['inheritance', 'create table child () inherits (deal)', 'child: inherits from a table'],
  ])('with %s are found', async (_name, change, expected) => {
    expect(await after(change)).toContainEqual(expect.stringContaining(expected))
  })

  test('may have an index over all workspaces that says why', async () => {
    const commented = `create index all_deals on deal (id); comment on index all_deals is 'all workspaces: the relay'`
    expect(await after(commented)).toEqual([])
  })
})

describe('migrations', () => {
  const violations = (sql: string, transaction = true) => migrationViolations({ name: 'f.sql', sql, transaction })

  test.each([
    ['alter table a add foreign key (w, b) references b (w, id) on delete set null', 'ON DELETE SET'],
    ['create table a (b uuid references b on delete set default)', 'ON DELETE SET'],
    ['create table a (b uuid references b on update cascade)', 'ON UPDATE'],
    ['alter table a rename constraint b to c', 'RENAME CONSTRAINT'],
    ['merge into a using b on true when matched then delete', 'MERGE'],
    ['alter table a force row level security', 'FORCE ROW LEVEL SECURITY'],
    ['create table a (id bigserial)', 'serial'],
    ['create table a (id int generated by default as identity)', 'identity'],
    ["select set_config('app.workspace_id', 'x', true)", 'set_config'],
    ['create table a (id uuid default uuidv7())', 'uuidv7()'],
    ["create function f() returns trigger language plpgsql as $$ begin perform pg_notify('a', 'b'); end $$", 'NOTIFY'],
    ['alter table a alter b set statistics 100', 'SET STATISTICS'],
    ['alter table a detach partition b concurrently', 'DETACH CONCURRENTLY'],
    ['create table a () inherits (b)', 'inheritance'],
    ['create view v with (security_barrier) as select 1', 'security_barrier'],
    ['create extension btree_gin', 'CREATE EXTENSION'],
    ['alter table a add column b int check (b > 0)', 'ADD COLUMN with its constraint'],
    ['alter table a add column b uuid references b', 'ADD COLUMN with its constraint'],
    ['create index on a using gin (workspace_id, b)', 'GIN index'],
    ['create index concurrently on a (b)', 'CONCURRENTLY'],
  ])('refuse %s', (sql, expected) => {
    expect(violations(`select 1;\n${sql}`)).toEqual([
      expect.stringMatching(new RegExp(`^f\\.sql:2 ${expected.replace(/[()]/g, '\\$&')}`)),
    ])
  })

  test.each([
    "comment on table a is 'on delete set null, MERGE INTO'",
    '-- on update cascade\nselect 1',
    'alter table a add column b int not null default 0',
    'alter table a alter b set default 1',
    'alter table a alter column b drop not null, alter column c set not null',
    'create view v with (security_barrier = false) as select 1',
    'alter table a no force row level security',
    'create index on a using gin (workspace_id, b) with (fastupdate = off)',
  ])('allow %s', (sql) => {
    expect(violations(sql)).toEqual([])
  })

  test('allow CONCURRENTLY outside of a transaction', () => {
    expect(violations('create index concurrently if not exists i on a (b)', false)).toEqual([])
  })
})

describe('the database of this project', () => {
  test('is migrated by statements that every PostgreSQL and Citus takes', () => {
    expect(readMigrations(migrationsFolder).flatMap(migrationViolations)).toEqual([])
  })

  test('has tables that keep the rules, and one owner of all', async () => {
    const { ownerUrl } = await testDatabase()
    expect(await asOwner(ownerUrl, schemaViolations)).toEqual([])
    expect(await asOwner(ownerUrl, tenantTableCount)).toBeGreaterThanOrEqual(
      readMigrations(migrationsFolder).length > 0 ? 1 : 0,
    )
    expect(await asOwner(ownerUrl, tableOwners)).toEqual(['tendero_owner'])
  })
})
