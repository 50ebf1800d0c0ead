-- Links: which records point to which through fields that refer to several, both ways.

create table tendero.record_link (
  workspace_id uuid not null,
  object text not null,
  field text not null,
  record_id uuid not null,
  target_id uuid not null,
  primary key (workspace_id, record_id, field, target_id)
);

create index record_link_target_idx on tendero.record_link (workspace_id, target_id, object, field, record_id);

alter table tendero.record_link enable row level security;

create policy tenant on tendero.record_link to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid);

grant select, insert, update, delete on tendero.record_link to tendero_app;

create or replace view app.record_link as select * from tendero.record_link where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app.record_link to tendero_app;
