-- Duplicates: by which keys a record is looked for, what was learned of how much agreements tell, the pairs that a scan found and
-- what people said of them; and into which record another was merged, for ever.

create table tendero.match_key (
  workspace_id uuid not null,
  object text not null,
  key text collate "C" not null,
  record_id uuid not null,
  part_id uuid not null,
  primary key (workspace_id, object, key, record_id, part_id)
);

create index match_key_record_idx on tendero.match_key (workspace_id, record_id);

alter table tendero.match_key enable row level security;

create policy tenant on tendero.match_key to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero.match_key to tendero_app;

create or replace view app.match_key as select * from tendero.match_key where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.match_key to tendero_app;

-- Keys that so many share that they say nothing; the scan finds them.

create table tendero.match_common_key (
  workspace_id uuid not null,
  object text not null,
  key text collate "C" not null,
  primary key (workspace_id, object, key)
);

alter table tendero.match_common_key enable row level security;

create policy tenant on tendero.match_common_key to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero.match_common_key to tendero_app;

create or replace view app.match_common_key as select * from tendero.match_common_key where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.match_common_key to tendero_app;

-- How many records say the same of a trait, where several do.

create table tendero.match_count (
  workspace_id uuid not null,
  object text not null,
  value text collate "C" not null,
  records integer not null,
  primary key (workspace_id, object, value)
);

alter table tendero.match_count enable row level security;

create policy tenant on tendero.match_count to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero.match_count to tendero_app;

create or replace view app.match_count as select * from tendero.match_count where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.match_count to tendero_app;

create table tendero.duplicate_rule (
  workspace_id uuid not null,
  object text not null,
  mode text not null,
  score integer not null,
  unused jsonb not null default '[]',
  weights jsonb,
  records integer not null default 0,
  saying jsonb not null default '{}',
  keys_version integer not null default 0,
  learned_at timestamptz,
  primary key (workspace_id, object)
);

alter table tendero.duplicate_rule enable row level security;

create policy tenant on tendero.duplicate_rule to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero.duplicate_rule to tendero_app;

create or replace view app.duplicate_rule as select * from tendero.duplicate_rule where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.duplicate_rule to tendero_app;

create table tendero.duplicate_scan (
  workspace_id uuid not null,
  id uuid not null,
  object text not null,
  state text not null,
  stage text,
  done integer not null default 0,
  total integer not null default 0,
  found integer not null default 0,
  place uuid,
  error text,
  cancel_requested boolean not null default false,
  started_at timestamptz not null,
  finished_at timestamptz,
  updated_at timestamptz not null,
  created_by_id uuid,
  primary key (workspace_id, id)
);

create index duplicate_scan_object_idx on tendero.duplicate_scan (workspace_id, object, started_at);

alter table tendero.duplicate_scan enable row level security;

create policy tenant on tendero.duplicate_scan to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero.duplicate_scan to tendero_app;

create or replace view app.duplicate_scan as select * from tendero.duplicate_scan where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.duplicate_scan to tendero_app;

create table tendero.duplicate_pair (
  workspace_id uuid not null,
  object text not null,
  a_id uuid not null,
  b_id uuid not null,
  weight double precision not null,
  reasons jsonb not null,
  state text not null,
  scan_id uuid,
  found_at timestamptz not null,
  decided_by_id uuid,
  decided_at timestamptz,
  primary key (workspace_id, object, a_id, b_id)
);

create index duplicate_pair_queue_idx on tendero.duplicate_pair (workspace_id, object, state, weight, a_id, b_id);

create index duplicate_pair_other_idx on tendero.duplicate_pair (workspace_id, object, b_id);

alter table tendero.duplicate_pair enable row level security;

create policy tenant on tendero.duplicate_pair to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero.duplicate_pair to tendero_app;

create or replace view app.duplicate_pair as select * from tendero.duplicate_pair where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.duplicate_pair to tendero_app;

create table tendero.merged_record (
  workspace_id uuid not null,
  object text not null,
  loser_id uuid not null,
  into_id uuid not null,
  master_id uuid not null,
  operation_id uuid not null,
  merged_at timestamptz not null,
  added_followers uuid[] not null default '{}',
  primary key (workspace_id, object, loser_id)
);

create index merged_record_master_idx on tendero.merged_record (workspace_id, object, master_id);

alter table tendero.merged_record enable row level security;

create policy tenant on tendero.merged_record to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero.merged_record to tendero_app;

create or replace view app.merged_record as select * from tendero.merged_record where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.merged_record to tendero_app;

-- Whoever changes many records at once may make one of several.

update tendero."role" set rights = jsonb_set(rights, '{actions}', (rights -> 'actions') || '["merge"]'::jsonb)
where rights -> 'actions' @> '["mass_edit"]'::jsonb and not rights -> 'actions' @> '["merge"]'::jsonb;

-- Whom the authorities know by a number is one person, however the name is written.

alter table tendero."contact" add column "tax_id" text;

create index "contact_tax_id_idx" on tendero."contact" (workspace_id, lower("tax_id"), id) where deleted_at is null;

create or replace view app."contact" as select * from tendero."contact" where workspace_id = current_setting('app.workspace_id')::uuid;

-- Rows of an import whose records are likely there already.

alter table tendero."import" add column likely jsonb not null default '{"total":0,"rows":[]}';

create or replace view app."import" as select * from tendero."import" where workspace_id = current_setting('app.workspace_id')::uuid;
