-- What people and teams are to win in a period; what they say of it: adjustments with reasons and submissions, never changed once said.

create table tendero."quota" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "period" text not null,
  "starts_on" date not null,
  "product_id" uuid,
  "amount" bigint not null,
  "amount_currency" char(3),
  "amount_base" bigint,
  "owner_id" uuid,
  "team_id" uuid,
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

create index "quota_updated_at_idx" on tendero."quota" (workspace_id, updated_at, id) where deleted_at is null;

create index "quota_deleted_idx" on tendero."quota" (workspace_id, updated_at, id) where deleted_at is not null;

create index "quota_starts_on_period_idx" on tendero."quota" (workspace_id, "starts_on", "period", id) where deleted_at is null;

create unique index "quota_owner_team_period_starts_on_product_key" on tendero."quota" (workspace_id, "owner_id", "team_id", "period", "starts_on", "product_id") nulls not distinct where deleted_at is null;

alter table tendero."quota" enable row level security;

create policy tenant on tendero."quota" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."quota" to tendero_app;

create or replace view app."quota" as select * from tendero."quota" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."quota" to tendero_app;

alter table tendero."quota" add constraint "quota_product_id_fkey" foreign key (workspace_id, "product_id") references tendero."product" (workspace_id, id);

alter table tendero."quota" add constraint "quota_owner_id_fkey" foreign key (workspace_id, "owner_id") references tendero."user" (workspace_id, id);

alter table tendero."quota" add constraint "quota_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

update tendero."role" set rights = jsonb_set(rights, '{objects,quota}',
  case when rights #>> '{objects,opportunity,edit}' in ('team_and_below', 'all')
    then '{"create":"all","read":"team_and_below","edit":"team_and_below","delete":"team_and_below"}'
    else '{"create":"none","read":"team","edit":"none","delete":"none"}' end::jsonb)
where rights -> 'objects' is not null;

create table tendero."forecast_adjustment" (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  subject_id uuid not null,
  period text not null,
  starts_on date not null,
  category text not null,
  own boolean not null,
  amount bigint not null,
  reason text not null,
  made_by_id uuid not null,
  made_at timestamptz not null,
  primary key (workspace_id, id)
);

create index "forecast_adjustment_period_idx" on tendero."forecast_adjustment" (workspace_id, starts_on, period, made_at);

alter table tendero."forecast_adjustment" enable row level security;

create policy tenant on tendero."forecast_adjustment" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert on tendero."forecast_adjustment" to tendero_app;

create or replace view app."forecast_adjustment" as select * from tendero."forecast_adjustment" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."forecast_adjustment" to tendero_app;

create table tendero."forecast_submission" (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  subject_id uuid not null,
  period text not null,
  starts_on date not null,
  figures jsonb not null,
  deals jsonb not null,
  note text not null,
  made_by_id uuid not null,
  made_at timestamptz not null,
  primary key (workspace_id, id)
);

create index "forecast_submission_period_idx" on tendero."forecast_submission" (workspace_id, starts_on, period, made_at);

alter table tendero."forecast_submission" enable row level security;

create policy tenant on tendero."forecast_submission" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert on tendero."forecast_submission" to tendero_app;

create or replace view app."forecast_submission" as select * from tendero."forecast_submission" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."forecast_submission" to tendero_app;
