-- Imports of spreadsheets and contact cards: what a file is, which sheets it has, and which of them go in one go.

alter table tendero."import" add column source text not null default 'csv';

alter table tendero."import" add column sheets jsonb not null default '[]';

alter table tendero."import" add column group_id uuid;

alter table tendero."import" add column position smallint not null default 0;

create index import_group_idx on tendero."import" (workspace_id, group_id, position);

create or replace view app."import" as select * from tendero."import" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."import" to tendero_app;
