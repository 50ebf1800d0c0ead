-- Files: a row for each, which hangs on a record of any object; the first fields that hold images; how large files may be
-- and how much room they have.

create table tendero."file" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "type" text not null,
  "size" bigint not null,
  "digest" text not null,
  "object" text,
  "record" uuid,
  "field" text,
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

create index "file_updated_at_idx" on tendero."file" (workspace_id, updated_at, id) where deleted_at is null;

-- Also of those that were removed: the timeline of the record tells of them.
create index "file_record_idx" on tendero."file" (workspace_id, "record", id);

alter table tendero."file" enable row level security;

create policy tenant on tendero."file" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."file" to tendero_app;

create or replace view app."file" as select * from tendero."file" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."file" to tendero_app;

alter table tendero."workspace" add column "file_limit" bigint;

update tendero."workspace" set "file_limit" = 25;

alter table tendero."workspace" alter column "file_limit" set not null;

alter table tendero."workspace" add column "file_quota" bigint;

update tendero."workspace" set "file_quota" = 10000;

alter table tendero."workspace" alter column "file_quota" set not null;

create or replace view app."workspace" as select * from tendero."workspace" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."workspace" to tendero_app;

alter table tendero."account" add column "logo_id" uuid;

alter table tendero."account" add column "logo_name" text;

alter table tendero."account" add column "logo_type" text;

alter table tendero."account" add column "logo_size" bigint;

create or replace view app."account" as select * from tendero."account" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."account" to tendero_app;

alter table tendero."contact" add column "photo_id" uuid;

alter table tendero."contact" add column "photo_name" text;

alter table tendero."contact" add column "photo_type" text;

alter table tendero."contact" add column "photo_size" bigint;

create or replace view app."contact" as select * from tendero."contact" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."contact" to tendero_app;

alter table tendero."product" add column "picture_id" uuid;

alter table tendero."product" add column "picture_name" text;

alter table tendero."product" add column "picture_type" text;

alter table tendero."product" add column "picture_size" bigint;

create or replace view app."product" as select * from tendero."product" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."product" to tendero_app;

-- Roles that are there get what new ones get: the rights on a file are those of the record that holds it.
update tendero."role" set rights = jsonb_set(rights, '{objects,file}', '{"create":"all","read":"all","edit":"all","delete":"all"}')
where rights -> 'objects' is not null;
create index "file_deleted_idx" on tendero."file" (workspace_id, updated_at, id) where deleted_at is not null;
