-- That a record is shared with a person or a team, until an instant or for good.

create table tendero."share" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "object" text not null,
  "record" uuid not null,
  "user_id" uuid,
  "team_id" uuid,
  "access" text not null,
  "until" timestamptz,
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

create index "share_updated_at_idx" on tendero."share" (workspace_id, updated_at, id) where deleted_at is null;

create index "share_deleted_idx" on tendero."share" (workspace_id, updated_at, id) where deleted_at is not null;

create index "share_user_id_object_record_idx" on tendero."share" (workspace_id, "user_id", "object", "record", id) where deleted_at is null;

create index "share_team_id_object_record_idx" on tendero."share" (workspace_id, "team_id", "object", "record", id) where deleted_at is null;

create unique index "share_record_user_team_key" on tendero."share" (workspace_id, "record", "user_id", "team_id") nulls not distinct where deleted_at is null;

alter table tendero."share" enable row level security;

create policy tenant on tendero."share" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."share" to tendero_app;

create or replace view app."share" as select * from tendero."share" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."share" to tendero_app;

alter table tendero."share" add constraint "share_user_id_fkey" foreign key (workspace_id, "user_id") references tendero."user" (workspace_id, id);

alter table tendero."share" add constraint "share_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

-- Roles that are there get what new ones get: the rights on a share are those of the record that is shared.
update tendero."role" set rights = jsonb_set(rights, '{objects,share}', '{"create":"all","read":"all","edit":"all","delete":"all"}')
where rights -> 'objects' is not null;
