-- Imports of files: what was found in them, how they are to be read, how far they are.

create table tendero."import" (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  object text not null,
  state text not null,
  setup jsonb not null,
  columns jsonb not null,
  header_key text not null,
  total_rows bigint,
  read_rows bigint not null default 0,
  good_rows bigint not null default 0,
  bad_rows bigint not null default 0,
  created_rows bigint not null default 0,
  updated_rows bigint not null default 0,
  total_bytes bigint not null default 0,
  read_bytes bigint not null default 0,
  reject_bytes bigint not null default 0,
  problems jsonb not null default '[]',
  not_found jsonb not null default '[]',
  operation_id uuid,
  error text,
  cancel_requested boolean not null default false,
  created_at timestamptz not null,
  created_by_id uuid not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);

create index import_created_at_idx on tendero."import" (workspace_id, created_at, id);

create index import_header_key_idx on tendero."import" (workspace_id, object, header_key, created_at);

alter table tendero."import" enable row level security;

create policy tenant on tendero."import" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."import" to tendero_app;

create or replace view app."import" as select * from tendero."import" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."import" to tendero_app;

-- Which operation an undo takes back: what was taken back does not count as touched.

alter table tendero.operation add column reverts_id uuid;

create or replace view app."operation" as select * from tendero."operation" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."operation" to tendero_app;
