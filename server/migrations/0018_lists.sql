-- Changes of many records at once: which records, what is to become of them, and what became of each. How many a stage is to hold.

create table tendero."mass_edit" (
  workspace_id uuid not null,
  id uuid not null,
  object text not null,
  changes jsonb not null,
  state text not null,
  operation_id uuid not null,
  error text,
  cancel_requested boolean not null default false,
  created_at timestamptz not null,
  created_by_id uuid not null,
  through text not null,
  role_id uuid,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);

create index mass_edit_created_at_idx on tendero."mass_edit" (workspace_id, created_at);

alter table tendero."mass_edit" enable row level security;

create policy tenant on tendero."mass_edit" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."mass_edit" to tendero_app;

create or replace view app."mass_edit" as select * from tendero."mass_edit" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."mass_edit" to tendero_app;

create table tendero."mass_edit_record" (
  workspace_id uuid not null,
  mass_edit_id uuid not null,
  record_id uuid not null,
  preview text,
  outcome text,
  title text,
  problem jsonb,
  primary key (workspace_id, mass_edit_id, record_id)
);

alter table tendero."mass_edit_record" enable row level security;

create policy tenant on tendero."mass_edit_record" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."mass_edit_record" to tendero_app;

create or replace view app."mass_edit_record" as select * from tendero."mass_edit_record" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."mass_edit_record" to tendero_app;

alter table tendero."stage" add column "work_in_progress_limit" bigint;

create or replace view app."stage" as select * from tendero."stage" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."stage" to tendero_app;
