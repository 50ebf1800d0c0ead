-- Automatic numbers: how far each series is, which record has which number, and an order in which 9 comes before 10.

create table tendero."number_series" (
  workspace_id uuid not null,
  object text not null,
  field text not null,
  last bigint not null,
  primary key (workspace_id, object, field)
);

alter table tendero."number_series" enable row level security;

create policy tenant on tendero."number_series" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."number_series" to tendero_app;

create or replace view app."number_series" as select * from tendero."number_series" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."number_series" to tendero_app;

create table tendero."record_number" (
  workspace_id uuid not null,
  object text not null,
  field text not null,
  value text not null,
  record_id uuid not null,
  primary key (workspace_id, object, field, value)
);

alter table tendero."record_number" enable row level security;

create policy tenant on tendero."record_number" to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero."record_number" to tendero_app;

create or replace view app."record_number" as select * from tendero."record_number" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."record_number" to tendero_app;

create collation tendero.natural_order (provider = icu, locale = 'und-u-kn-true');
