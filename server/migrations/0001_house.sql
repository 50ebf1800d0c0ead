-- The house: roles, schemas, what every object needs besides its own table.

create extension if not exists btree_gin;

create extension if not exists pg_trgm;

create schema tendero;

create schema app;

create schema if not exists control;

do $$
begin
  if not exists (select from pg_roles where rolname = 'tendero_app') then
    begin
      create role tendero_app nologin;
    exception when duplicate_object or unique_violation then null;
    end;
  end if;
  if not exists (select from pg_roles where rolname = 'tendero_relay') then
    begin
      create role tendero_relay nologin;
    exception when duplicate_object or unique_violation then null;
    end;
  end if;
end
$$;

do $$
begin
  if not pg_has_role(current_user, 'tendero_app', 'MEMBER') or current_setting('server_version_num')::int >= 160000 then
    execute format('grant tendero_app, tendero_relay to %I', current_user);
  end if;
end
$$;

grant usage on schema tendero, app to tendero_app;

grant usage on schema tendero to tendero_relay;

-- Dates and instants in custom documents are ISO text, so that reading them never depends on a setting.
create function tendero.iso_date(text) returns date language sql immutable parallel safe as $$ select $1::date $$;

create function tendero.iso_instant(text) returns timestamptz language sql immutable parallel safe as $$ select $1::timestamptz $$;

-- Lower case without accents, as the search index holds words.
create function tendero.folded(text) returns text language sql immutable parallel safe as $$ select lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]', '', 'g')) $$;

grant execute on function tendero.iso_date(text), tendero.iso_instant(text), tendero.folded(text) to tendero_app;

-- Global things: sign-in, the directory of workspaces. No foreign key ties them to tenant tables.

create table control.workspace (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  metadata_version bigint not null default 1,
  created_at timestamptz not null
);

create table control.identity (
  id uuid primary key,
  email text not null unique,
  password_hash text,
  created_at timestamptz not null
);

create table control.membership (
  identity_id uuid not null references control.identity (id),
  workspace_id uuid not null references control.workspace (id),
  user_id uuid not null,
  created_at timestamptz not null,
  primary key (identity_id, workspace_id)
);

create table control.session (
  token_hash bytea primary key,
  identity_id uuid not null references control.identity (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text
);

create index session_identity_idx on control.session (identity_id);

create table control.api_key (
  id uuid primary key,
  token_hash bytea not null unique,
  workspace_id uuid not null references control.workspace (id),
  user_id uuid not null,
  role_id uuid not null,
  name text not null,
  prefix text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);

create index api_key_workspace_idx on control.api_key (workspace_id);

create table control.invitation (
  token_hash bytea primary key,
  workspace_id uuid not null references control.workspace (id),
  user_id uuid not null,
  email text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz
);

create table control.sign_in_attempt (
  email text not null,
  at timestamptz not null,
  succeeded boolean not null
);

create index sign_in_attempt_idx on control.sign_in_attempt (email, at);

-- Written with every change.

create table tendero.operation (
  workspace_id uuid not null,
  id uuid not null,
  actor_id uuid,
  through text not null,
  at timestamptz not null,
  reverted_at timestamptz,
  reverted_by_id uuid,
  primary key (workspace_id, id)
);

create index operation_at_idx on tendero.operation (workspace_id, at, id);

create table tendero.history (
  workspace_id uuid not null,
  recorded_at timestamptz not null,
  id uuid not null,
  object text not null,
  record_id uuid not null,
  operation_id uuid not null,
  verb text not null,
  version integer not null,
  patch jsonb not null,
  actor_id uuid,
  through text not null,
  effective_at timestamptz not null,
  primary key (workspace_id, recorded_at, id)
) partition by range (recorded_at);

create table tendero.history_default partition of tendero.history default;

create index history_record_idx on tendero.history (workspace_id, object, record_id, recorded_at, id);

create index history_operation_idx on tendero.history (workspace_id, operation_id, id);

create table tendero.outbox (
  workspace_id uuid not null,
  id uuid not null,
  topic text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create table tendero.idempotency (
  workspace_id uuid not null,
  actor_id uuid not null,
  key text not null,
  fingerprint text not null,
  response jsonb,
  created_at timestamptz not null,
  primary key (workspace_id, actor_id, key)
);

create table tendero.search_document (
  workspace_id uuid not null,
  object text not null,
  record_id uuid not null,
  kind text,
  title text not null,
  owner_id uuid,
  team_id uuid,
  tsv tsvector not null,
  trgm text not null,
  primary key (workspace_id, object, record_id)
);

create index search_document_tsv_idx on tendero.search_document using gin (workspace_id, tsv) with (fastupdate = off);

create index search_document_trgm_idx on tendero.search_document using gin (workspace_id, trgm gin_trgm_ops) with (fastupdate = off);

create table tendero.activity_link (
  workspace_id uuid not null,
  activity_id uuid not null,
  object text not null,
  record_id uuid not null,
  at timestamptz not null,
  primary key (workspace_id, activity_id, object, record_id)
);

create index activity_link_record_idx on tendero.activity_link (workspace_id, object, record_id, at, activity_id);

alter table tendero."operation" enable row level security;

create policy tenant on tendero."operation" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."operation" to tendero_app;

create or replace view app."operation" as select * from tendero."operation" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."operation" to tendero_app;

alter table tendero."history" enable row level security;

create policy tenant on tendero."history" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."history" to tendero_app;

create or replace view app."history" as select * from tendero."history" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."history" to tendero_app;

alter table tendero."outbox" enable row level security;

create policy tenant on tendero."outbox" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."outbox" to tendero_app;

create or replace view app."outbox" as select * from tendero."outbox" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."outbox" to tendero_app;

alter table tendero."idempotency" enable row level security;

create policy tenant on tendero."idempotency" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."idempotency" to tendero_app;

create or replace view app."idempotency" as select * from tendero."idempotency" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."idempotency" to tendero_app;

alter table tendero."search_document" enable row level security;

create policy tenant on tendero."search_document" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."search_document" to tendero_app;

create or replace view app."search_document" as select * from tendero."search_document" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."search_document" to tendero_app;

alter table tendero."activity_link" enable row level security;

create policy tenant on tendero."activity_link" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."activity_link" to tendero_app;

create or replace view app."activity_link" as select * from tendero."activity_link" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."activity_link" to tendero_app;

-- The declared objects.

create table tendero."workspace" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "slug" text not null,
  "base_currency" text not null,
  "country" text not null,
  "language" text not null,
  "time_zone" text not null,
  "fiscal_year_start" bigint not null,
  "clock_offset" bigint not null,
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

create index "workspace_updated_at_idx" on tendero."workspace" (workspace_id, updated_at, id) where deleted_at is null;

alter table tendero."workspace" enable row level security;

create policy tenant on tendero."workspace" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."workspace" to tendero_app;

create or replace view app."workspace" as select * from tendero."workspace" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."workspace" to tendero_app;

create table tendero."role" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "labels" jsonb,
  "rights" jsonb not null,
  "administrator" boolean not null,
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

create index "role_updated_at_idx" on tendero."role" (workspace_id, updated_at, id) where deleted_at is null;

alter table tendero."role" enable row level security;

create policy tenant on tendero."role" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."role" to tendero_app;

create or replace view app."role" as select * from tendero."role" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."role" to tendero_app;

create table tendero."team" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "parent_id" uuid,
  "manager_id" uuid,
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

create index "team_updated_at_idx" on tendero."team" (workspace_id, updated_at, id) where deleted_at is null;

alter table tendero."team" enable row level security;

create policy tenant on tendero."team" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."team" to tendero_app;

create or replace view app."team" as select * from tendero."team" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."team" to tendero_app;

create table tendero."user" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "email" text not null,
  "role_id" uuid not null,
  "team_id" uuid,
  "job_title" text,
  "language" text,
  "time_zone" text,
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

create index "user_updated_at_idx" on tendero."user" (workspace_id, updated_at, id) where deleted_at is null;

create unique index "user_email_key" on tendero."user" (workspace_id, lower("email")) where deleted_at is null;

alter table tendero."user" enable row level security;

create policy tenant on tendero."user" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."user" to tendero_app;

create or replace view app."user" as select * from tendero."user" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."user" to tendero_app;

create table tendero."team_member" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "team_id" uuid not null,
  "user_id" uuid not null,
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

create index "team_member_updated_at_idx" on tendero."team_member" (workspace_id, updated_at, id) where deleted_at is null;

create index "team_member_user_id_idx" on tendero."team_member" (workspace_id, "user_id", id) where deleted_at is null;

create index "team_member_team_id_idx" on tendero."team_member" (workspace_id, "team_id", id) where deleted_at is null;

alter table tendero."team_member" enable row level security;

create policy tenant on tendero."team_member" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."team_member" to tendero_app;

create or replace view app."team_member" as select * from tendero."team_member" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."team_member" to tendero_app;

create table tendero."account" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "kind" text not null,
  "email" text,
  "phone" text,
  "phone_raw" text,
  "phone_extension" text,
  "phone_valid" boolean,
  "website" text,
  "address" jsonb,
  "sector" text,
  "parent_id" uuid,
  "tax_id" text,
  "external_id" text,
  "revenue" bigint,
  "revenue_currency" char(3),
  "revenue_base" bigint,
  "employees" bigint,
  "established_in" bigint,
  "preferences" text,
  "tags" jsonb,
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

create index "account_updated_at_idx" on tendero."account" (workspace_id, updated_at, id) where deleted_at is null;

create index "account_title_idx" on tendero."account" (workspace_id, "name" collate "und-x-icu", id) where deleted_at is null;

create index "account_owner_id_updated_at_idx" on tendero."account" (workspace_id, "owner_id", "updated_at", id) where deleted_at is null;

create index "account_parent_id_idx" on tendero."account" (workspace_id, "parent_id", id) where deleted_at is null;

create index "account_email_idx" on tendero."account" (workspace_id, lower("email"), id) where deleted_at is null;

create index "account_phone_idx" on tendero."account" (workspace_id, "phone", id) where deleted_at is null;

create index "account_tax_id_idx" on tendero."account" (workspace_id, lower("tax_id"), id) where deleted_at is null;

create index "account_external_id_idx" on tendero."account" (workspace_id, lower("external_id"), id) where deleted_at is null;

alter table tendero."account" enable row level security;

create policy tenant on tendero."account" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."account" to tendero_app;

create or replace view app."account" as select * from tendero."account" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."account" to tendero_app;

create table tendero."contact" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "first_name" text,
  "last_name" text,
  "account_id" uuid,
  "job_title" text,
  "email" text,
  "phone" text,
  "phone_raw" text,
  "phone_extension" text,
  "phone_valid" boolean,
  "birthday" date,
  "address" jsonb,
  "external_id" text,
  "preferences" text,
  "tags" jsonb,
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

create index "contact_updated_at_idx" on tendero."contact" (workspace_id, updated_at, id) where deleted_at is null;

create index "contact_title_idx" on tendero."contact" (workspace_id, "name" collate "und-x-icu", id) where deleted_at is null;

create index "contact_owner_id_updated_at_idx" on tendero."contact" (workspace_id, "owner_id", "updated_at", id) where deleted_at is null;

create index "contact_account_id_idx" on tendero."contact" (workspace_id, "account_id", id) where deleted_at is null;

create index "contact_email_idx" on tendero."contact" (workspace_id, lower("email"), id) where deleted_at is null;

create index "contact_phone_idx" on tendero."contact" (workspace_id, "phone", id) where deleted_at is null;

create index "contact_external_id_idx" on tendero."contact" (workspace_id, lower("external_id"), id) where deleted_at is null;

alter table tendero."contact" enable row level security;

create policy tenant on tendero."contact" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."contact" to tendero_app;

create or replace view app."contact" as select * from tendero."contact" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."contact" to tendero_app;

create table tendero."contact_point" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "value" text not null,
  "kind" text not null,
  "label" text,
  "contact_id" uuid,
  "account_id" uuid,
  "normalized" text,
  "primary" boolean not null,
  "valid" boolean,
  "opted_out" boolean not null,
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

create index "contact_point_updated_at_idx" on tendero."contact_point" (workspace_id, updated_at, id) where deleted_at is null;

create index "contact_point_contact_id_idx" on tendero."contact_point" (workspace_id, "contact_id", id) where deleted_at is null;

create index "contact_point_account_id_idx" on tendero."contact_point" (workspace_id, "account_id", id) where deleted_at is null;

create index "contact_point_normalized_idx" on tendero."contact_point" (workspace_id, lower("normalized"), id) where deleted_at is null;

alter table tendero."contact_point" enable row level security;

create policy tenant on tendero."contact_point" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."contact_point" to tendero_app;

create or replace view app."contact_point" as select * from tendero."contact_point" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."contact_point" to tendero_app;

create table tendero."affiliation" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "contact_id" uuid not null,
  "account_id" uuid not null,
  "role" text,
  "from" date,
  "to" date,
  "primary" boolean not null,
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

create index "affiliation_updated_at_idx" on tendero."affiliation" (workspace_id, updated_at, id) where deleted_at is null;

create index "affiliation_contact_id_idx" on tendero."affiliation" (workspace_id, "contact_id", id) where deleted_at is null;

create index "affiliation_account_id_idx" on tendero."affiliation" (workspace_id, "account_id", id) where deleted_at is null;

alter table tendero."affiliation" enable row level security;

create policy tenant on tendero."affiliation" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."affiliation" to tendero_app;

create or replace view app."affiliation" as select * from tendero."affiliation" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."affiliation" to tendero_app;

create table tendero."product" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "series" text,
  "price" numeric,
  "code" text,
  "active" boolean not null,
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

create index "product_updated_at_idx" on tendero."product" (workspace_id, updated_at, id) where deleted_at is null;

create index "product_title_idx" on tendero."product" (workspace_id, "name" collate "und-x-icu", id) where deleted_at is null;

create index "product_code_idx" on tendero."product" (workspace_id, lower("code"), id) where deleted_at is null;

alter table tendero."product" enable row level security;

create policy tenant on tendero."product" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."product" to tendero_app;

create or replace view app."product" as select * from tendero."product" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."product" to tendero_app;

create table tendero."pipeline" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "labels" jsonb,
  "position" bigint not null,
  "default" boolean not null,
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

create index "pipeline_updated_at_idx" on tendero."pipeline" (workspace_id, updated_at, id) where deleted_at is null;

alter table tendero."pipeline" enable row level security;

create policy tenant on tendero."pipeline" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."pipeline" to tendero_app;

create or replace view app."pipeline" as select * from tendero."pipeline" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."pipeline" to tendero_app;

create table tendero."stage" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "labels" jsonb,
  "pipeline_id" uuid not null,
  "position" bigint not null,
  "category" text not null,
  "probability" numeric not null,
  "forecast_category" text not null,
  "required_fields" jsonb,
  "max_age" bigint,
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

create index "stage_updated_at_idx" on tendero."stage" (workspace_id, updated_at, id) where deleted_at is null;

create index "stage_pipeline_id_position_idx" on tendero."stage" (workspace_id, "pipeline_id", "position", id) where deleted_at is null;

alter table tendero."stage" enable row level security;

create policy tenant on tendero."stage" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."stage" to tendero_app;

create or replace view app."stage" as select * from tendero."stage" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."stage" to tendero_app;

create table tendero."loss_reason" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "labels" jsonb,
  "position" bigint not null,
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

create index "loss_reason_updated_at_idx" on tendero."loss_reason" (workspace_id, updated_at, id) where deleted_at is null;

alter table tendero."loss_reason" enable row level security;

create policy tenant on tendero."loss_reason" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."loss_reason" to tendero_app;

create or replace view app."loss_reason" as select * from tendero."loss_reason" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."loss_reason" to tendero_app;

create table tendero."opportunity" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "account_id" uuid,
  "pipeline_id" uuid not null,
  "stage_id" uuid not null,
  "status" text not null,
  "amount" bigint,
  "amount_currency" char(3),
  "amount_base" bigint,
  "close_on" date,
  "probability" numeric,
  "probability_set" boolean,
  "forecast_category" text,
  "forecast_category_set" boolean,
  "expected_revenue" bigint,
  "expected_revenue_currency" char(3),
  "expected_revenue_base" bigint,
  "next_step_id" uuid,
  "next_step_at" timestamptz,
  "opened_on" date,
  "closed_on" date,
  "stage_entered_at" timestamptz,
  "push_count" bigint,
  "loss_reason_id" uuid,
  "loss_note" text,
  "source" text,
  "external_id" text,
  "description" text,
  "tags" jsonb,
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

create index "opportunity_updated_at_idx" on tendero."opportunity" (workspace_id, updated_at, id) where deleted_at is null;

create index "opportunity_title_idx" on tendero."opportunity" (workspace_id, "name" collate "und-x-icu", id) where deleted_at is null;

create index "opportunity_owner_id_stage_id_updated_at_idx" on tendero."opportunity" (workspace_id, "owner_id", "stage_id", "updated_at", id) where deleted_at is null;

create index "opportunity_stage_id_updated_at_idx" on tendero."opportunity" (workspace_id, "stage_id", "updated_at", id) where deleted_at is null;

create index "opportunity_account_id_idx" on tendero."opportunity" (workspace_id, "account_id", id) where deleted_at is null;

create index "opportunity_status_close_on_idx" on tendero."opportunity" (workspace_id, "status", "close_on", id) where deleted_at is null;

create index "opportunity_status_closed_on_idx" on tendero."opportunity" (workspace_id, "status", "closed_on", id) where deleted_at is null;

create index "opportunity_next_step_at_idx" on tendero."opportunity" (workspace_id, "next_step_at", id) where deleted_at is null;

create index "opportunity_external_id_idx" on tendero."opportunity" (workspace_id, lower("external_id"), id) where deleted_at is null;

alter table tendero."opportunity" enable row level security;

create policy tenant on tendero."opportunity" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."opportunity" to tendero_app;

create or replace view app."opportunity" as select * from tendero."opportunity" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."opportunity" to tendero_app;

create table tendero."opportunity_line" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "opportunity_id" uuid not null,
  "product_id" uuid,
  "description" text,
  "quantity" numeric not null,
  "unit_price" numeric,
  "discount" numeric,
  "amount" bigint,
  "amount_currency" char(3),
  "amount_base" bigint,
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

create index "opportunity_line_updated_at_idx" on tendero."opportunity_line" (workspace_id, updated_at, id) where deleted_at is null;

create index "opportunity_line_opportunity_id_position_idx" on tendero."opportunity_line" (workspace_id, "opportunity_id", "position", id) where deleted_at is null;

create index "opportunity_line_product_id_idx" on tendero."opportunity_line" (workspace_id, "product_id", id) where deleted_at is null;

alter table tendero."opportunity_line" enable row level security;

create policy tenant on tendero."opportunity_line" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."opportunity_line" to tendero_app;

create or replace view app."opportunity_line" as select * from tendero."opportunity_line" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."opportunity_line" to tendero_app;

create table tendero."opportunity_contact" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "opportunity_id" uuid not null,
  "contact_id" uuid not null,
  "role" text,
  "primary" boolean not null,
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

create index "opportunity_contact_updated_at_idx" on tendero."opportunity_contact" (workspace_id, updated_at, id) where deleted_at is null;

create index "opportunity_contact_opportunity_id_idx" on tendero."opportunity_contact" (workspace_id, "opportunity_id", id) where deleted_at is null;

create index "opportunity_contact_contact_id_idx" on tendero."opportunity_contact" (workspace_id, "contact_id", id) where deleted_at is null;

alter table tendero."opportunity_contact" enable row level security;

create policy tenant on tendero."opportunity_contact" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."opportunity_contact" to tendero_app;

create or replace view app."opportunity_contact" as select * from tendero."opportunity_contact" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."opportunity_contact" to tendero_app;

create table tendero."stage_entry" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "opportunity_id" uuid not null,
  "stage_id" uuid not null,
  "entered_at" timestamptz not null,
  "left_at" timestamptz,
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

create index "stage_entry_updated_at_idx" on tendero."stage_entry" (workspace_id, updated_at, id) where deleted_at is null;

create index "stage_entry_opportunity_id_entered_at_idx" on tendero."stage_entry" (workspace_id, "opportunity_id", "entered_at", id) where deleted_at is null;

create index "stage_entry_stage_id_entered_at_idx" on tendero."stage_entry" (workspace_id, "stage_id", "entered_at", id) where deleted_at is null;

alter table tendero."stage_entry" enable row level security;

create policy tenant on tendero."stage_entry" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."stage_entry" to tendero_app;

create or replace view app."stage_entry" as select * from tendero."stage_entry" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."stage_entry" to tendero_app;

create table tendero."lead" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "first_name" text,
  "last_name" text,
  "company" text,
  "status" text not null,
  "email" text,
  "phone" text,
  "phone_raw" text,
  "phone_extension" text,
  "phone_valid" boolean,
  "job_title" text,
  "website" text,
  "address" jsonb,
  "source" text,
  "interest" text,
  "estimated_value" bigint,
  "estimated_value_currency" char(3),
  "estimated_value_base" bigint,
  "unqualified_reason" text,
  "next_step_id" uuid,
  "next_step_at" timestamptz,
  "converted_at" timestamptz,
  "converted_account_id" uuid,
  "converted_contact_id" uuid,
  "converted_opportunity_id" uuid,
  "external_id" text,
  "description" text,
  "tags" jsonb,
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

create index "lead_updated_at_idx" on tendero."lead" (workspace_id, updated_at, id) where deleted_at is null;

create index "lead_title_idx" on tendero."lead" (workspace_id, "name" collate "und-x-icu", id) where deleted_at is null;

create index "lead_owner_id_status_updated_at_idx" on tendero."lead" (workspace_id, "owner_id", "status", "updated_at", id) where deleted_at is null;

create index "lead_status_updated_at_idx" on tendero."lead" (workspace_id, "status", "updated_at", id) where deleted_at is null;

create index "lead_next_step_at_idx" on tendero."lead" (workspace_id, "next_step_at", id) where deleted_at is null;

create index "lead_email_idx" on tendero."lead" (workspace_id, lower("email"), id) where deleted_at is null;

create index "lead_phone_idx" on tendero."lead" (workspace_id, "phone", id) where deleted_at is null;

create index "lead_external_id_idx" on tendero."lead" (workspace_id, lower("external_id"), id) where deleted_at is null;

alter table tendero."lead" enable row level security;

create policy tenant on tendero."lead" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."lead" to tendero_app;

create or replace view app."lead" as select * from tendero."lead" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."lead" to tendero_app;

create table tendero."activity" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "subject" text not null,
  "kind" text not null,
  "account_id" uuid,
  "contact_id" uuid,
  "lead_id" uuid,
  "opportunity_id" uuid,
  "due_at" timestamptz,
  "done_at" timestamptz,
  "outcome" text,
  "mood" smallint,
  "duration" bigint,
  "body" text,
  "owner_id" uuid,
  "team_id" uuid,
  "priority" text,
  "direction" text,
  "place" text,
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

create index "activity_updated_at_idx" on tendero."activity" (workspace_id, updated_at, id) where deleted_at is null;

create index "activity_title_idx" on tendero."activity" (workspace_id, "subject" collate "und-x-icu", id) where deleted_at is null;

create index "activity_owner_id_done_at_due_at_idx" on tendero."activity" (workspace_id, "owner_id", "done_at", "due_at", id) where deleted_at is null;

create index "activity_account_id_idx" on tendero."activity" (workspace_id, "account_id", id) where deleted_at is null;

create index "activity_contact_id_idx" on tendero."activity" (workspace_id, "contact_id", id) where deleted_at is null;

create index "activity_lead_id_done_at_due_at_idx" on tendero."activity" (workspace_id, "lead_id", "done_at", "due_at", id) where deleted_at is null;

create index "activity_opportunity_id_done_at_due_at_idx" on tendero."activity" (workspace_id, "opportunity_id", "done_at", "due_at", id) where deleted_at is null;

alter table tendero."activity" enable row level security;

create policy tenant on tendero."activity" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."activity" to tendero_app;

create or replace view app."activity" as select * from tendero."activity" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."activity" to tendero_app;

create table tendero."tag" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "color" text,
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

create index "tag_updated_at_idx" on tendero."tag" (workspace_id, updated_at, id) where deleted_at is null;

create unique index "tag_name_key" on tendero."tag" (workspace_id, lower("name")) where deleted_at is null;

alter table tendero."tag" enable row level security;

create policy tenant on tendero."tag" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."tag" to tendero_app;

create or replace view app."tag" as select * from tendero."tag" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."tag" to tendero_app;

create table tendero."view" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "name" text not null,
  "object" text not null,
  "kind" text not null,
  "definition" jsonb not null,
  "shared" boolean not null,
  "position" bigint not null,
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

create index "view_updated_at_idx" on tendero."view" (workspace_id, updated_at, id) where deleted_at is null;

create index "view_object_owner_id_idx" on tendero."view" (workspace_id, "object", "owner_id", id) where deleted_at is null;

alter table tendero."view" enable row level security;

create policy tenant on tendero."view" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."view" to tendero_app;

create or replace view app."view" as select * from tendero."view" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."view" to tendero_app;

create table tendero."custom_field" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "label" text not null,
  "object" text not null,
  "name" text not null,
  "kind" text not null,
  "options" jsonb,
  "required" boolean not null,
  "indexed" boolean not null,
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

create index "custom_field_updated_at_idx" on tendero."custom_field" (workspace_id, updated_at, id) where deleted_at is null;

create unique index "custom_field_object_name_key" on tendero."custom_field" (workspace_id, lower("object"), lower("name")) where deleted_at is null;

alter table tendero."custom_field" enable row level security;

create policy tenant on tendero."custom_field" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."custom_field" to tendero_app;

create or replace view app."custom_field" as select * from tendero."custom_field" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."custom_field" to tendero_app;

create table tendero."exchange_rate" (
  "workspace_id" uuid not null,
  "id" uuid not null,
  "quote" text not null,
  "base" text not null,
  "on_date" date not null,
  "rate" numeric not null,
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

create index "exchange_rate_updated_at_idx" on tendero."exchange_rate" (workspace_id, updated_at, id) where deleted_at is null;

create unique index "exchange_rate_on_date_base_quote_key" on tendero."exchange_rate" (workspace_id, "on_date", lower("base"), lower("quote")) where deleted_at is null;

alter table tendero."exchange_rate" enable row level security;

create policy tenant on tendero."exchange_rate" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."exchange_rate" to tendero_app;

create or replace view app."exchange_rate" as select * from tendero."exchange_rate" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."exchange_rate" to tendero_app;

alter table tendero."team" add constraint "team_parent_id_fkey" foreign key (workspace_id, "parent_id") references tendero."team" (workspace_id, id);

alter table tendero."team" add constraint "team_manager_id_fkey" foreign key (workspace_id, "manager_id") references tendero."user" (workspace_id, id);

alter table tendero."user" add constraint "user_role_id_fkey" foreign key (workspace_id, "role_id") references tendero."role" (workspace_id, id);

alter table tendero."user" add constraint "user_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

alter table tendero."team_member" add constraint "team_member_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

alter table tendero."team_member" add constraint "team_member_user_id_fkey" foreign key (workspace_id, "user_id") references tendero."user" (workspace_id, id);

alter table tendero."account" add constraint "account_parent_id_fkey" foreign key (workspace_id, "parent_id") references tendero."account" (workspace_id, id);

alter table tendero."account" add constraint "account_owner_id_fkey" foreign key (workspace_id, "owner_id") references tendero."user" (workspace_id, id);

alter table tendero."account" add constraint "account_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

alter table tendero."contact" add constraint "contact_account_id_fkey" foreign key (workspace_id, "account_id") references tendero."account" (workspace_id, id);

alter table tendero."contact" add constraint "contact_owner_id_fkey" foreign key (workspace_id, "owner_id") references tendero."user" (workspace_id, id);

alter table tendero."contact" add constraint "contact_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

alter table tendero."contact_point" add constraint "contact_point_contact_id_fkey" foreign key (workspace_id, "contact_id") references tendero."contact" (workspace_id, id);

alter table tendero."contact_point" add constraint "contact_point_account_id_fkey" foreign key (workspace_id, "account_id") references tendero."account" (workspace_id, id);

alter table tendero."affiliation" add constraint "affiliation_contact_id_fkey" foreign key (workspace_id, "contact_id") references tendero."contact" (workspace_id, id);

alter table tendero."affiliation" add constraint "affiliation_account_id_fkey" foreign key (workspace_id, "account_id") references tendero."account" (workspace_id, id);

alter table tendero."stage" add constraint "stage_pipeline_id_fkey" foreign key (workspace_id, "pipeline_id") references tendero."pipeline" (workspace_id, id);

alter table tendero."opportunity" add constraint "opportunity_account_id_fkey" foreign key (workspace_id, "account_id") references tendero."account" (workspace_id, id);

alter table tendero."opportunity" add constraint "opportunity_pipeline_id_fkey" foreign key (workspace_id, "pipeline_id") references tendero."pipeline" (workspace_id, id);

alter table tendero."opportunity" add constraint "opportunity_stage_id_fkey" foreign key (workspace_id, "stage_id") references tendero."stage" (workspace_id, id);

alter table tendero."opportunity" add constraint "opportunity_next_step_id_fkey" foreign key (workspace_id, "next_step_id") references tendero."activity" (workspace_id, id);

alter table tendero."opportunity" add constraint "opportunity_loss_reason_id_fkey" foreign key (workspace_id, "loss_reason_id") references tendero."loss_reason" (workspace_id, id);

alter table tendero."opportunity" add constraint "opportunity_owner_id_fkey" foreign key (workspace_id, "owner_id") references tendero."user" (workspace_id, id);

alter table tendero."opportunity" add constraint "opportunity_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

alter table tendero."opportunity_line" add constraint "opportunity_line_opportunity_id_fkey" foreign key (workspace_id, "opportunity_id") references tendero."opportunity" (workspace_id, id);

alter table tendero."opportunity_line" add constraint "opportunity_line_product_id_fkey" foreign key (workspace_id, "product_id") references tendero."product" (workspace_id, id);

alter table tendero."opportunity_contact" add constraint "opportunity_contact_opportunity_id_fkey" foreign key (workspace_id, "opportunity_id") references tendero."opportunity" (workspace_id, id);

alter table tendero."opportunity_contact" add constraint "opportunity_contact_contact_id_fkey" foreign key (workspace_id, "contact_id") references tendero."contact" (workspace_id, id);

alter table tendero."stage_entry" add constraint "stage_entry_opportunity_id_fkey" foreign key (workspace_id, "opportunity_id") references tendero."opportunity" (workspace_id, id);

alter table tendero."stage_entry" add constraint "stage_entry_stage_id_fkey" foreign key (workspace_id, "stage_id") references tendero."stage" (workspace_id, id);

alter table tendero."lead" add constraint "lead_next_step_id_fkey" foreign key (workspace_id, "next_step_id") references tendero."activity" (workspace_id, id);

alter table tendero."lead" add constraint "lead_converted_account_id_fkey" foreign key (workspace_id, "converted_account_id") references tendero."account" (workspace_id, id);

alter table tendero."lead" add constraint "lead_converted_contact_id_fkey" foreign key (workspace_id, "converted_contact_id") references tendero."contact" (workspace_id, id);

alter table tendero."lead" add constraint "lead_converted_opportunity_id_fkey" foreign key (workspace_id, "converted_opportunity_id") references tendero."opportunity" (workspace_id, id);

alter table tendero."lead" add constraint "lead_owner_id_fkey" foreign key (workspace_id, "owner_id") references tendero."user" (workspace_id, id);

alter table tendero."lead" add constraint "lead_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

alter table tendero."activity" add constraint "activity_account_id_fkey" foreign key (workspace_id, "account_id") references tendero."account" (workspace_id, id);

alter table tendero."activity" add constraint "activity_contact_id_fkey" foreign key (workspace_id, "contact_id") references tendero."contact" (workspace_id, id);

alter table tendero."activity" add constraint "activity_lead_id_fkey" foreign key (workspace_id, "lead_id") references tendero."lead" (workspace_id, id);

alter table tendero."activity" add constraint "activity_opportunity_id_fkey" foreign key (workspace_id, "opportunity_id") references tendero."opportunity" (workspace_id, id);

alter table tendero."activity" add constraint "activity_owner_id_fkey" foreign key (workspace_id, "owner_id") references tendero."user" (workspace_id, id);

alter table tendero."activity" add constraint "activity_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

alter table tendero."view" add constraint "view_owner_id_fkey" foreign key (workspace_id, "owner_id") references tendero."user" (workspace_id, id);

alter table tendero."view" add constraint "view_team_id_fkey" foreign key (workspace_id, "team_id") references tendero."team" (workspace_id, id);

alter table tendero.workspace add column metadata_version bigint not null default 1;

create or replace view app.workspace as select * from tendero.workspace where workspace_id = current_setting('app.workspace_id')::uuid;

alter table tendero.workspace add constraint workspace_id_check check (workspace_id = id);

create policy relay on tendero.outbox to tendero_relay using (true);

grant select, delete on tendero.outbox to tendero_relay;
