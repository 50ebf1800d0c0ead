-- Views are shared with nobody, a team or everybody; a role begins its lists with one of them.

drop view app."view";

alter table tendero."view" add column "shared_with" text;

update tendero."view" set "shared_with" = case when "shared" then 'everybody' else 'nobody' end;

alter table tendero."view" alter column "shared_with" set not null;

alter table tendero."view" drop column "shared";

create or replace view app."view" as select * from tendero."view" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."view" to tendero_app;

alter table tendero."role" add column "default_views" jsonb;

create or replace view app."role" as select * from tendero."role" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."role" to tendero_app;
