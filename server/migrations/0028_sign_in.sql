-- Sign-in: sessions that can be told apart, known devices, attempts, second factors, passkeys and links to a new password.

alter table control.session
  add column id uuid not null default gen_random_uuid(),
  add column address text,
  add column seen_at timestamptz not null default now(),
  add column proven_at timestamptz not null default now(),
  add column second_factor boolean not null default false;
create unique index session_id_idx on control.session (id);

-- Browsers somebody has signed in with before: what strangers try elsewhere does not stop them.
create table control.device (
  identity_id uuid not null references control.identity (id),
  token_hash bytea not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (identity_id, token_hash)
);

-- How full the bucket of an address, network or device is; it leaks with time.
drop table control.sign_in_attempt;
create table control.attempt_limit (
  key bytea primary key,
  level double precision not null,
  at timestamptz not null
);
create index attempt_limit_at_idx on control.attempt_limit (at);

create table control.totp (
  identity_id uuid primary key references control.identity (id),
  sealed_secret text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0
);

create table control.recovery_code (
  identity_id uuid not null references control.identity (id),
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (identity_id, code_hash)
);

create table control.passkey (
  id uuid primary key,
  identity_id uuid not null references control.identity (id),
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  used_at timestamptz
);
create index passkey_identity_idx on control.passkey (identity_id);

create table control.passkey_challenge (
  challenge text primary key,
  identity_id uuid references control.identity (id),
  expires_at timestamptz not null
);

-- The password was right; the second factor is still to come.
create table control.half_session (
  token_hash bytea primary key,
  identity_id uuid not null references control.identity (id),
  expires_at timestamptz not null
);

create table control.password_reset (
  token_hash bytea primary key,
  identity_id uuid not null references control.identity (id),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index password_reset_identity_idx on control.password_reset (identity_id);

-- Invitations can be told apart, and withdrawn.
alter table control.invitation add column id uuid not null default gen_random_uuid();
create unique index invitation_id_idx on control.invitation (id);
create index invitation_workspace_idx on control.invitation (workspace_id);

-- Whether everybody of a workspace has to sign in with two factors.
alter table tendero."workspace" add column "second_factor_required" boolean;

update tendero."workspace" set "second_factor_required" = false;

alter table tendero."workspace" alter column "second_factor_required" set not null;

create or replace view app."workspace" as select * from tendero."workspace" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."workspace" to tendero_app;
