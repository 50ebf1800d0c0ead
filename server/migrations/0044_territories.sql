-- Parts of the market that somebody answers for: accounts are in one, and quotas can be of one.

create table tendero."territory" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "parent_id" uuid,
  "manager_id" uuid,
  "description" text,
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

create index "territory_updated_at_idx" on tendero."territory" (workspace_id, updated_at, id) where deleted_at is null;

create index "territory_deleted_idx" on tendero."territory" (workspace_id, updated_at, id) where deleted_at is not null;

create index "territory_title_idx" on tendero."territory" (workspace_id, "name" collate "und-x-icu", id) where deleted_at is null;

create index "territory_parent_id_idx" on tendero."territory" (workspace_id, "parent_id", id) where deleted_at is null;

alter table tendero."territory" enable row level security;

create policy tenant on tendero."territory" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."territory" to tendero_app;

create or replace view app."territory" as select * from tendero."territory" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."territory" to tendero_app;

alter table tendero."account" add column "territory_id" uuid;

create or replace view app."account" as select * from tendero."account" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."account" to tendero_app;

create index "account_territory_id_idx" on tendero."account" (workspace_id, "territory_id", id) where deleted_at is null;

alter table tendero."quota" add column "territory_id" uuid;

create or replace view app."quota" as select * from tendero."quota" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."quota" to tendero_app;

drop index tendero."quota_owner_team_period_starts_on_product_key";

create unique index "quota_owner_team_period_starts_on_product_territory_key" on tendero."quota" (workspace_id, "owner_id", "team_id", "period", "starts_on", "product_id", "territory_id") nulls not distinct where deleted_at is null;

alter table tendero."territory" add constraint "territory_parent_id_fkey" foreign key (workspace_id, "parent_id") references tendero."territory" (workspace_id, id);

alter table tendero."territory" add constraint "territory_manager_id_fkey" foreign key (workspace_id, "manager_id") references tendero."user" (workspace_id, id);

alter table tendero."account" add constraint "account_territory_id_fkey" foreign key (workspace_id, "territory_id") references tendero."territory" (workspace_id, id);

alter table tendero."quota" add constraint "quota_territory_id_fkey" foreign key (workspace_id, "territory_id") references tendero."territory" (workspace_id, id);

update tendero."role" set rights = jsonb_set(rights, '{objects,territory}',
  case when rights #>> '{objects,opportunity,edit}' in ('team_and_below', 'all')
    then '{"create":"all","read":"all","edit":"all","delete":"all"}'
    else '{"create":"none","read":"all","edit":"none","delete":"none"}' end::jsonb)
where rights -> 'objects' is not null;
