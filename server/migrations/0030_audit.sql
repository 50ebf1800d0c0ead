-- From where changes came, what happened that is no change of a record, and the chain of seals over both.

alter table tendero.operation add column address text;

alter table tendero.operation add column agent text;

alter table tendero.operation add column key_id uuid;

-- The number of the seal that covers it; null until it is sealed.
alter table tendero.operation add column sealed_in bigint;

create index operation_unsealed_idx on tendero.operation (workspace_id, id) where sealed_in is null;

create or replace view app."operation" as select * from tendero."operation" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."operation" to tendero_app;

create table tendero.audit_entry (
  workspace_id uuid not null,
  id uuid not null,
  action text not null,
  actor_id uuid,
  through text not null,
  address text,
  agent text,
  key_id uuid,
  object text,
  record_id uuid,
  detail jsonb not null,
  operation_id uuid,
  sealed_in bigint,
  primary key (workspace_id, id)
);

create index audit_entry_unsealed_idx on tendero.audit_entry (workspace_id, id) where sealed_in is null;

create index audit_entry_record_idx on tendero.audit_entry (workspace_id, record_id, id) where record_id is not null;

-- A batch of operations and entries, in the order of `entries`: 32 bytes of digest and 16 of salt for each.
create table tendero.audit_seal (
  workspace_id uuid not null,
  number bigint not null,
  sealed_at timestamptz not null,
  previous bytea not null,
  digest bytea not null,
  kinds text not null,
  entries uuid[] not null,
  row_counts integer[] not null,
  digests bytea not null,
  salts bytea not null,
  primary key (workspace_id, number)
);

alter table tendero.audit_entry enable row level security;

create policy tenant on tendero.audit_entry to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert on tendero.audit_entry to tendero_app;

create or replace view app.audit_entry as select * from tendero.audit_entry where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.audit_entry to tendero_app;

alter table tendero.audit_seal enable row level security;

create policy tenant on tendero.audit_seal to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select on tendero.audit_seal to tendero_app;

create or replace view app.audit_seal as select * from tendero.audit_seal where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.audit_seal to tendero_app;

-- What has happened stays: the application adds to it.
revoke update, delete on tendero.history from tendero_app;

revoke delete on tendero.operation from tendero_app;

-- The newest seal of each workspace, apart from the chain: a chain that ends before it was cut off.
create table control.audit_anchor (
  workspace_id uuid primary key,
  number bigint not null,
  digest bytea not null,
  at timestamptz not null
);

-- An administrator looks at the CRM as somebody else, through one session and for a while.
create table control.session_view (
  token_hash bytea primary key references control.session (token_hash) on delete cascade,
  workspace_id uuid not null references control.workspace (id),
  user_id uuid not null,
  began_at timestamptz not null,
  ends_at timestamptz not null
);
