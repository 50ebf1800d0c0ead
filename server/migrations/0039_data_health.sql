-- What is missing or stale in records: what was found of each, how far the nightly search is, and how it was each week. What
-- administrators think of the rules.

create table tendero."health_rule" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "object" text not null,
  "rule" text not null,
  "weight" bigint not null,
  "active" boolean not null,
  "custom" jsonb not null default '{}',
  "version" integer not null default 1,
  "created_at" timestamptz not null,
  "created_by_id" uuid,
  "updated_at" timestamptz not null,
  "updated_by_id" uuid,
  "deleted_at" timestamptz,
  "operation_id" uuid,
  primary key (workspace_id, id)
);

create index "health_rule_updated_at_idx" on tendero."health_rule" (workspace_id, updated_at, id) where deleted_at is null;

create unique index "health_rule_object_rule_key" on tendero."health_rule" (workspace_id, lower("object"), lower("rule")) nulls not distinct where deleted_at is null;

alter table tendero."health_rule" enable row level security;

create policy tenant on tendero."health_rule" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."health_rule" to tendero_app;

create or replace view app."health_rule" as select * from tendero."health_rule" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."health_rule" to tendero_app;

create table tendero."data_health" (
  workspace_id uuid not null,
  object text not null,
  record_id uuid not null,
  findings text[] not null,
  checked_at timestamptz not null,
  primary key (workspace_id, object, record_id)
);

create index "data_health_findings_idx" on tendero."data_health" (workspace_id, object, findings);

alter table tendero."data_health" enable row level security;

create policy tenant on tendero."data_health" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."data_health" to tendero_app;

create or replace view app."data_health" as select * from tendero."data_health" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."data_health" to tendero_app;

create table tendero."data_health_run" (
  workspace_id uuid not null,
  object text not null,
  started_at timestamptz not null,
  after_id uuid not null,
  done bigint not null,
  total bigint not null,
  finished_at timestamptz,
  primary key (workspace_id, object)
);

alter table tendero."data_health_run" enable row level security;

create policy tenant on tendero."data_health_run" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."data_health_run" to tendero_app;

create or replace view app."data_health_run" as select * from tendero."data_health_run" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."data_health_run" to tendero_app;

create table tendero."data_health_week" (
  workspace_id uuid not null,
  object text not null,
  week date not null,
  owner_id uuid not null,
  team_id uuid not null,
  records bigint not null,
  counts jsonb not null,
  primary key (workspace_id, object, week, owner_id, team_id)
);

alter table tendero."data_health_week" enable row level security;

create policy tenant on tendero."data_health_week" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."data_health_week" to tendero_app;

create or replace view app."data_health_week" as select * from tendero."data_health_week" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."data_health_week" to tendero_app;
