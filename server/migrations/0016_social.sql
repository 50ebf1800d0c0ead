-- Comments on records of any object, who follows a record, and what people are told of.

create table tendero."comment" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "body" jsonb not null,
  "body_text" text,
  "excerpt" text not null,
  "object" text not null,
  "record" uuid not null,
  "reply_to_id" uuid,
  "edited_at" timestamptz,
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

create index "comment_updated_at_idx" on tendero."comment" (workspace_id, updated_at, id) where deleted_at is null;

create index "comment_deleted_idx" on tendero."comment" (workspace_id, updated_at, id) where deleted_at is not null;

create index "comment_reply_to_id_created_at_idx" on tendero."comment" (workspace_id, "reply_to_id", "created_at", id) where deleted_at is null;

alter table tendero."comment" enable row level security;

create policy tenant on tendero."comment" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."comment" to tendero_app;

create or replace view app."comment" as select * from tendero."comment" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."comment" to tendero_app;

alter table tendero."comment" add constraint "comment_reply_to_id_fkey" foreign key (workspace_id, "reply_to_id") references tendero."comment" (workspace_id, id);

-- Also of those that were deleted: others may have replied to them.
create index "comment_record_idx" on tendero."comment" (workspace_id, "record", "created_at", id);

-- Who follows a record, and who no longer wants to although they would by themselves.
create table tendero."follower" (
  workspace_id uuid not null,
  record_id uuid not null,
  user_id uuid not null,
  following boolean not null,
  primary key (workspace_id, record_id, user_id),
  foreign key (workspace_id, user_id) references tendero."user" (workspace_id, id)
);

create table tendero."notification" (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  cause uuid not null,
  object text not null,
  record_id uuid not null,
  others bigint not null,
  comment_id uuid,
  actor_id uuid,
  at timestamptz not null,
  read_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references tendero."user" (workspace_id, id)
);

-- A job that runs twice makes one.
create unique index notification_cause_key on tendero."notification" (workspace_id, user_id, cause, kind);

create index notification_list_idx on tendero."notification" (workspace_id, user_id, at, id);

create index notification_unread_idx on tendero."notification" (workspace_id, user_id, at, id) where read_at is null;

create index notification_read_idx on tendero."notification" (read_at) where read_at is not null;

comment on index tendero.notification_read_idx is 'all workspaces: old ones are removed by time';

-- The kinds of notification that somebody does not want.
create table tendero."notification_setting" (
  workspace_id uuid not null,
  user_id uuid not null,
  muted text[] not null,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references tendero."user" (workspace_id, id)
);

alter table tendero."follower" enable row level security;

create policy tenant on tendero."follower" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."follower" to tendero_app;

create or replace view app."follower" as select * from tendero."follower" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."follower" to tendero_app;

alter table tendero."notification" enable row level security;

create policy tenant on tendero."notification" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."notification" to tendero_app;

create or replace view app."notification" as select * from tendero."notification" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."notification" to tendero_app;

alter table tendero."notification_setting" enable row level security;

create policy tenant on tendero."notification_setting" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."notification_setting" to tendero_app;

create or replace view app."notification_setting" as select * from tendero."notification_setting" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."notification_setting" to tendero_app;

-- Roles that are there get what new ones get: the rights on a comment are those of the record that it is about.
update tendero."role" set rights = jsonb_set(rights, '{objects,comment}', '{"create":"all","read":"all","edit":"all","delete":"all"}')
where rights -> 'objects' is not null;
