-- What refused records of a mass edit are called is read where they stand, as far as its reader may know it.

drop view app."mass_edit_record";

alter table tendero."mass_edit_record" drop column "title";

create or replace view app."mass_edit_record" as select * from tendero."mass_edit_record" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."mass_edit_record" to tendero_app;
