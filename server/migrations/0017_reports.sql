-- Reports, and dashboards that hold them.

create table tendero."report" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "object" text not null,
  "definition" jsonb not null,
  "shared_with" text not null,
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

create index "report_updated_at_idx" on tendero."report" (workspace_id, updated_at, id) where deleted_at is null;

create index "report_deleted_idx" on tendero."report" (workspace_id, updated_at, id) where deleted_at is not null;

create index "report_owner_id_idx" on tendero."report" (workspace_id, "owner_id", id) where deleted_at is null;

alter table tendero."report" enable row level security;

create policy tenant on tendero."report" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."report" to tendero_app;

create or replace view app."report" as select * from tendero."report" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."report" to tendero_app;

create table tendero."dashboard" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "layout" jsonb not null,
  "shared_with" text not null,
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

create index "dashboard_updated_at_idx" on tendero."dashboard" (workspace_id, updated_at, id) where deleted_at is null;

create index "dashboard_deleted_idx" on tendero."dashboard" (workspace_id, updated_at, id) where deleted_at is not null;

create index "dashboard_owner_id_idx" on tendero."dashboard" (workspace_id, "owner_id", id) where deleted_at is null;

alter table tendero."dashboard" enable row level security;

create policy tenant on tendero."dashboard" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."dashboard" to tendero_app;

create or replace view app."dashboard" as select * from tendero."dashboard" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."dashboard" to tendero_app;

alter table tendero."report" add constraint "report_owner_id_fkey" foreign key (workspace_id, "owner_id") references tendero."user" (workspace_id, id);

alter table tendero."report" add constraint "report_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

alter table tendero."dashboard" add constraint "dashboard_owner_id_fkey" foreign key (workspace_id, "owner_id") references tendero."user" (workspace_id, id);

alter table tendero."dashboard" add constraint "dashboard_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

-- Roles that are there get what new ones get: one's own, and what others share.
update tendero."role" set rights = jsonb_set(jsonb_set(rights,
  '{objects,report}', '{"create":"all","read":"own","edit":"own","delete":"own"}'),
  '{objects,dashboard}', '{"create":"all","read":"own","edit":"own","delete":"own"}')
where rights -> 'objects' is not null;
