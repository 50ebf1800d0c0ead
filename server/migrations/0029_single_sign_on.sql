-- Single sign-on by OpenID Connect and SCIM: who vouches for the people of a workspace, and who may provision them.

create table control.single_sign_on_provider (
  id uuid primary key,
  workspace_id uuid not null references control.workspace (id),
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret text,
  scopes text[] not null,
  groups_claim text not null,
  domains text[] not null,
  trusts_addresses boolean not null,
  creates_people boolean not null,
  role_id uuid,
  team_id uuid,
  role_mapping jsonb not null,
  team_mapping jsonb not null,
  enforced boolean not null,
  active boolean not null,
  last_test jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);

create index single_sign_on_provider_workspace_idx on control.single_sign_on_provider (workspace_id);

create index single_sign_on_provider_domains_idx on control.single_sign_on_provider using gin (domains) with (fastupdate = off);

-- Who a provider vouches for has an identity of their own, which signs in by nothing else and into no other workspace.
alter table control.identity alter column email drop not null;

alter table control.membership add column provider_id uuid;

alter table control.membership add constraint membership_provider_id_fkey foreign key (provider_id) references control.single_sign_on_provider (id);

create index membership_provider_idx on control.membership (provider_id) where provider_id is not null;

create index membership_user_idx on control.membership (workspace_id, user_id);

create table control.provider_identity (
  workspace_id uuid not null references control.workspace (id),
  issuer text not null,
  subject text not null,
  identity_id uuid not null references control.identity (id),
  created_at timestamptz not null,
  signed_in_at timestamptz not null,
  primary key (workspace_id, issuer, subject)
);

-- Whose addresses end so comes in by a provider, unless they administer: kept here, where every request looks.
alter table control.workspace add column single_sign_on_domains text[] not null default '{}';

-- What becomes of the records of somebody who is no longer active.
create table tendero."hand_over" (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  successors jsonb not null,
  state text not null,
  operation_id uuid not null,
  total integer not null,
  moved integer not null default 0,
  refused integer not null default 0,
  at_object text,
  after_id uuid,
  error text,
  cancel_requested boolean not null default false,
  created_at timestamptz not null,
  created_by_id uuid not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references tendero."user" (workspace_id, id)
);

create index hand_over_user_idx on tendero."hand_over" (workspace_id, user_id, created_at);

alter table tendero."hand_over" enable row level security;

create policy tenant on tendero."hand_over" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."hand_over" to tendero_app;

create or replace view app."hand_over" as select * from tendero."hand_over" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."hand_over" to tendero_app;

-- Directories that provision people by SCIM, and what they call them.
create table control.scim_token (
  id uuid primary key,
  workspace_id uuid not null references control.workspace (id),
  token_hash bytea not null unique,
  name text not null,
  prefix text not null,
  role_id uuid not null,
  provider_id uuid references control.single_sign_on_provider (id),
  created_by_id uuid not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);

create index scim_token_workspace_idx on control.scim_token (workspace_id);

create table tendero."scim_record" (
  workspace_id uuid not null,
  record_id uuid not null,
  kind text not null,
  external_id text,
  user_name text,
  given_name text,
  family_name text,
  hidden boolean not null default false,
  primary key (workspace_id, record_id)
);

-- Groups that give a role; groups that are teams are the teams themselves.
create table tendero."scim_group" (
  workspace_id uuid not null,
  id uuid not null,
  display_name text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);

create table tendero."scim_group_member" (
  workspace_id uuid not null,
  group_id uuid not null,
  user_id uuid not null,
  primary key (workspace_id, group_id, user_id),
  foreign key (workspace_id, group_id) references tendero."scim_group" (workspace_id, id),
  foreign key (workspace_id, user_id) references tendero."user" (workspace_id, id)
);

alter table tendero."scim_record" enable row level security;

create policy tenant on tendero."scim_record" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."scim_record" to tendero_app;

create or replace view app."scim_record" as select * from tendero."scim_record" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."scim_record" to tendero_app;

alter table tendero."scim_group" enable row level security;

create policy tenant on tendero."scim_group" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."scim_group" to tendero_app;

create or replace view app."scim_group" as select * from tendero."scim_group" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."scim_group" to tendero_app;

alter table tendero."scim_group_member" enable row level security;

create policy tenant on tendero."scim_group_member" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."scim_group_member" to tendero_app;

create or replace view app."scim_group_member" as select * from tendero."scim_group_member" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."scim_group_member" to tendero_app;
