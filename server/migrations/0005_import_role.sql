-- The role with which an import was begun by an API key: its job has no more rights than the key.

alter table tendero."import" add column role_id uuid;

create or replace view app."import" as select * from tendero."import" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."import" to tendero_app;
