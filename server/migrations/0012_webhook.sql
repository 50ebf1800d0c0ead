-- Webhooks: addresses that are told of changes, how each is doing, and what was sent to it.

create table tendero."webhook" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "url" text not null,
  "events" jsonb,
  "role_id" uuid not null,
  "user_id" uuid,
  "active" boolean not null,
  "stopped" text,
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

create index "webhook_updated_at_idx" on tendero."webhook" (workspace_id, updated_at, id) where deleted_at is null;

alter table tendero."webhook" enable row level security;

create policy tenant on tendero."webhook" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."webhook" to tendero_app;

create or replace view app."webhook" as select * from tendero."webhook" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."webhook" to tendero_app;

alter table tendero."webhook" add constraint "webhook_role_id_fkey" foreign key (workspace_id, "role_id") references tendero."role" (workspace_id, id);

alter table tendero."webhook" add constraint "webhook_user_id_fkey" foreign key (workspace_id, "user_id") references tendero."user" (workspace_id, id);

create table tendero."webhook_state" (
  workspace_id uuid not null,
  webhook_id uuid not null,
  secret text not null,
  failures bigint not null default 0,
  resting_until timestamptz,
  primary key (workspace_id, webhook_id),
  foreign key (workspace_id, webhook_id) references tendero."webhook" (workspace_id, id)
);

alter table tendero."webhook_state" enable row level security;

create policy tenant on tendero."webhook_state" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."webhook_state" to tendero_app;

create or replace view app."webhook_state" as select * from tendero."webhook_state" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."webhook_state" to tendero_app;

create table tendero."webhook_delivery" (
  workspace_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  event_id uuid not null,
  record_id uuid not null,
  topic text not null,
  body text not null,
  state text not null,
  attempts bigint not null default 0,
  next_attempt_at timestamptz,
  attempted_at timestamptz,
  status bigint,
  failure text,
  answer text,
  milliseconds bigint,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, webhook_id) references tendero."webhook" (workspace_id, id)
);

create unique index webhook_delivery_event_key on tendero."webhook_delivery" (workspace_id, webhook_id, event_id, record_id);

create index webhook_delivery_log_idx on tendero."webhook_delivery" (workspace_id, webhook_id, created_at, id);

create index webhook_delivery_due_idx on tendero."webhook_delivery" (workspace_id, webhook_id, next_attempt_at) where next_attempt_at is not null;

alter table tendero."webhook_delivery" enable row level security;

create policy tenant on tendero."webhook_delivery" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."webhook_delivery" to tendero_app;

create or replace view app."webhook_delivery" as select * from tendero."webhook_delivery" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."webhook_delivery" to tendero_app;
