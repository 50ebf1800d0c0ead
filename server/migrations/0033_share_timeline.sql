-- The timeline of a record tells with whom it was shared, also of shares that were taken back.

create index "share_record_idx" on tendero."share" (workspace_id, "record", id);
