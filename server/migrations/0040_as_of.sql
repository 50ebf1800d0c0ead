-- Records as they were: what changed of each since an instant, put together once for each object and instant. When somebody last looked.

create aggregate tendero.overlaid(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');

create table tendero.record_as_of (
  workspace_id uuid not null,
  object text not null,
  at timestamptz not null,
  record_id uuid not null,
  state text,
  version integer not null,
  updated_at timestamptz,
  updated_by_id uuid,
  patch jsonb not null,
  primary key (workspace_id, object, at, record_id)
);

alter table tendero.record_as_of enable row level security;

create policy tenant on tendero.record_as_of to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero.record_as_of to tendero_app;

create or replace view app.record_as_of as select * from tendero.record_as_of where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.record_as_of to tendero_app;

-- How far an object's past at an instant is put together: all history rows up to an id, and so many beyond it.
create table tendero.as_of_fill (
  workspace_id uuid not null,
  object text not null,
  at timestamptz not null,
  mark uuid,
  seen bigint not null,
  filled_at timestamptz not null,
  primary key (workspace_id, object, at)
);

alter table tendero.as_of_fill enable row level security;

create policy tenant on tendero.as_of_fill to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero.as_of_fill to tendero_app;

create or replace view app.as_of_fill as select * from tendero.as_of_fill where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.as_of_fill to tendero_app;

-- What was written lately is found without reading all: history lies in the order in which it was written.
create index history_recorded_idx on tendero.history using brin (workspace_id, recorded_at, id) with (pages_per_range = 32, autosummarize = on);

-- When somebody last looked at a record, or at the records of an object (then without an id of its own: all zeros), and when before that.
create table tendero.visit (
  workspace_id uuid not null,
  user_id uuid not null,
  object text not null,
  record_id uuid not null,
  at timestamptz not null,
  before timestamptz,
  primary key (workspace_id, user_id, object, record_id)
);

alter table tendero.visit enable row level security;

create policy tenant on tendero.visit to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero.visit to tendero_app;

create or replace view app.visit as select * from tendero.visit where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.visit to tendero_app;
