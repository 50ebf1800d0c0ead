-- How much of a kept roll-up has been filled in the records that were there before it, in hundredths.

alter table tendero."custom_field" add column "filled" bigint;

create or replace view app."custom_field" as select * from tendero."custom_field" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."custom_field" to tendero_app;
