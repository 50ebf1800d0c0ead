-- What was believed of each month, night by night: as it was said then, and as it would have been said, replayed from what was known.

create table tendero."forecast_run" (
  workspace_id uuid not null,
  as_of date not null,
  replayed boolean not null,
  made_at timestamptz not null,
  imported_at timestamptz,
  primary key (workspace_id, as_of, replayed)
);

alter table tendero."forecast_run" enable row level security;

create policy tenant on tendero."forecast_run" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."forecast_run" to tendero_app;

create or replace view app."forecast_run" as select * from tendero."forecast_run" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."forecast_run" to tendero_app;

create table tendero."forecast_figure" (
  workspace_id uuid not null,
  as_of date not null,
  replayed boolean not null,
  kind text not null,
  subject_id uuid not null,
  month date not null,
  mean bigint not null,
  p10 bigint not null,
  p50 bigint not null,
  p90 bigint not null,
  deals integer not null,
  pipeline bigint,
  series bigint,
  naive bigint,
  weighted bigint,
  primary key (workspace_id, kind, subject_id, as_of, month, replayed)
);

create index "forecast_figure_as_of_idx" on tendero."forecast_figure" (workspace_id, as_of);

alter table tendero."forecast_figure" enable row level security;

create policy tenant on tendero."forecast_figure" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."forecast_figure" to tendero_app;

create or replace view app."forecast_figure" as select * from tendero."forecast_figure" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."forecast_figure" to tendero_app;
