-- Layouts: how record pages and forms are arranged, for all roles or for one.

create table tendero."layout" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "object" text not null,
  "place" text not null,
  "role_id" uuid,
  "definition" jsonb not null,
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

create index "layout_updated_at_idx" on tendero."layout" (workspace_id, updated_at, id) where deleted_at is null;

create unique index "layout_object_place_role_key" on tendero."layout" (workspace_id, lower("object"), "place", "role_id") where deleted_at is null;

alter table tendero."layout" enable row level security;

create policy tenant on tendero."layout" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."layout" to tendero_app;

create or replace view app."layout" as select * from tendero."layout" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."layout" to tendero_app;

alter table tendero."layout" add constraint "layout_role_id_fkey" foreign key (workspace_id, "role_id") references tendero."role" (workspace_id, id);
