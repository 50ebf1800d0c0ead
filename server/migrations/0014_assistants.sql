-- Assistants: API keys that are for them alone, and the plans of what they would write, until they are confirmed.

alter table control.api_key add column purpose text not null default 'program';

create table tendero."change_plan" (
  workspace_id uuid not null,
  id uuid not null,
  key_id uuid not null,
  request jsonb not null,
  fingerprint text not null,
  expires_at timestamptz not null,
  operation_id uuid,
  primary key (workspace_id, id)
);

alter table tendero."change_plan" enable row level security;

create policy tenant on tendero."change_plan" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."change_plan" to tendero_app;

create or replace view app."change_plan" as select * from tendero."change_plan" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."change_plan" to tendero_app;
