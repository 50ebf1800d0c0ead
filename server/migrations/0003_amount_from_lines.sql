-- Whether an opportunity's amount is the sum of its lines, so that nobody has to look for them.

alter table tendero."opportunity" add column "amount_from_lines" boolean;

create or replace view app."opportunity" as select * from tendero."opportunity" where workspace_id = current_setting('app.workspace_id')::uuid;
