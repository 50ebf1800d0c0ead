-- Outgoing mail: how each workspace sends, what waits and what became of it, and addresses that are not written to.

create table tendero."mail_setting" (
  workspace_id uuid not null,
  public_url text,
  host text,
  port bigint,
  security text,
  user_name text,
  password text,
  from_name text,
  from_address text,
  reply_to text,
  per_minute bigint not null default 30,
  dkim_domain text,
  dkim_selector text,
  dkim_key text,
  dkim_public text,
  failures bigint not null default 0,
  resting_until timestamptz,
  failure text,
  answer text,
  primary key (workspace_id)
);

alter table tendero."mail_setting" enable row level security;

create policy tenant on tendero."mail_setting" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."mail_setting" to tendero_app;

create or replace view app."mail_setting" as select * from tendero."mail_setting" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."mail_setting" to tendero_app;

create table tendero."mail" (
  workspace_id uuid not null,
  id uuid not null,
  key text,
  template text not null,
  language text not null,
  to_address text not null,
  to_name text,
  subject text not null,
  content text,
  secret boolean not null,
  message_id text not null,
  state text not null,
  attempts bigint not null default 0,
  queued_at timestamptz,
  next_attempt_at timestamptz,
  attempted_at timestamptz,
  sent_at timestamptz,
  failure text,
  answer text,
  created_at timestamptz not null,
  created_by_id uuid,
  primary key (workspace_id, id)
);

create unique index mail_key on tendero."mail" (workspace_id, key) where key is not null;

create index mail_list_idx on tendero."mail" (workspace_id, created_at, id);

create index mail_state_idx on tendero."mail" (workspace_id, state, created_at, id);

create index mail_due_idx on tendero."mail" (workspace_id, next_attempt_at) where next_attempt_at is not null;

create index mail_attempted_idx on tendero."mail" (workspace_id, attempted_at) where attempted_at is not null;

alter table tendero."mail" enable row level security;

create policy tenant on tendero."mail" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."mail" to tendero_app;

create or replace view app."mail" as select * from tendero."mail" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."mail" to tendero_app;

create table tendero."mail_suppression" (
  workspace_id uuid not null,
  address text not null,
  reason text not null,
  answer text,
  created_at timestamptz not null,
  created_by_id uuid,
  primary key (workspace_id, address)
);

create index mail_suppression_list_idx on tendero."mail_suppression" (workspace_id, created_at, address);

alter table tendero."mail_suppression" enable row level security;

create policy tenant on tendero."mail_suppression" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."mail_suppression" to tendero_app;

create or replace view app."mail_suppression" as select * from tendero."mail_suppression" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."mail_suppression" to tendero_app;

-- Notifications by mail: whether somebody wants a digest, and which notifications one has told already.
alter table tendero."notification_setting" add column digest text not null default 'off';

alter table tendero."notification_setting" add column digested_on date;

alter table tendero."notification_setting" alter column muted set default '{}';

create or replace view app."notification_setting" as select * from tendero."notification_setting" where workspace_id = current_setting('app.workspace_id')::uuid;

alter table tendero."notification" add column mailed_at timestamptz;

create or replace view app."notification" as select * from tendero."notification" where workspace_id = current_setting('app.workspace_id')::uuid;
