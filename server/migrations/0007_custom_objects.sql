-- Objects that administrators make at run time: their definitions, their records in one table, and activities about them.

create table tendero."custom_record" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "kind" text not null,
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

create index "custom_record_updated_at_idx" on tendero."custom_record" (workspace_id, updated_at, id) where deleted_at is null;

create index "custom_record_title_idx" on tendero."custom_record" (workspace_id, "name" collate "und-x-icu", id) where deleted_at is null;

create index "custom_record_kind_updated_at_idx" on tendero."custom_record" (workspace_id, "kind", "updated_at", id) where deleted_at is null;

create index "custom_record_kind_owner_id_idx" on tendero."custom_record" (workspace_id, "kind", "owner_id", id) where deleted_at is null;

create index "custom_record_name_idx" on tendero."custom_record" (workspace_id, lower("name"), id) where deleted_at is null;

alter table tendero."custom_record" enable row level security;

create policy tenant on tendero."custom_record" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."custom_record" to tendero_app;

create or replace view app."custom_record" as select * from tendero."custom_record" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."custom_record" to tendero_app;

create table tendero."custom_object" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "label" text not null,
  "plural" text not null,
  "after_number" text,
  "name" text not null,
  "collection" text not null,
  "icon" text not null,
  "title_label" text,
  "position" bigint not null,
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

create index "custom_object_updated_at_idx" on tendero."custom_object" (workspace_id, updated_at, id) where deleted_at is null;

create unique index "custom_object_name_key" on tendero."custom_object" (workspace_id, lower("name")) where deleted_at is null;

create unique index "custom_object_collection_key" on tendero."custom_object" (workspace_id, lower("collection")) where deleted_at is null;

alter table tendero."custom_object" enable row level security;

create policy tenant on tendero."custom_object" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."custom_object" to tendero_app;

create or replace view app."custom_object" as select * from tendero."custom_object" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."custom_object" to tendero_app;

alter table tendero."activity" add column "record_id" uuid;

create or replace view app."activity" as select * from tendero."activity" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."activity" to tendero_app;

create index "activity_record_id_idx" on tendero."activity" (workspace_id, "record_id", id) where deleted_at is null;

alter table tendero."custom_record" add constraint "custom_record_owner_id_fkey" foreign key (workspace_id, "owner_id") references tendero."user" (workspace_id, id);

alter table tendero."custom_record" add constraint "custom_record_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

alter table tendero."activity" add constraint "activity_record_id_fkey" foreign key (workspace_id, "record_id") references tendero."custom_record" (workspace_id, id);
