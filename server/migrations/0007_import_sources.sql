-- Imports of spreadsheets and contact cards: what a file is, and which sheets it has.

alter table tendero."import" add column source text not null default 'csv';

alter table tendero."import" add column sheets jsonb not null default '[]';

create or replace view app."import" as select * from tendero."import" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."import" to tendero_app;
