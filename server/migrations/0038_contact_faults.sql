-- A person who will move to another company does so on the day; a contact point says why it is not valid, since when, and
-- what was meant.

alter table tendero."affiliation" add column "becomes_primary" boolean;

create or replace view app."affiliation" as select * from tendero."affiliation" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."affiliation" to tendero_app;

create index "affiliation_becoming_idx" on tendero."affiliation" (workspace_id, "from") where becomes_primary and deleted_at is null;

alter table tendero."contact_point" add column "fault" text;

alter table tendero."contact_point" add column "suggestion" text;

alter table tendero."contact_point" add column "judged_at" timestamptz;

alter table tendero."contact_point" add column "confirmed" boolean;

create or replace view app."contact_point" as select * from tendero."contact_point" where workspace_id = current_setting('app.workspace_id')::uuid;

grant select on app."contact_point" to tendero_app;
