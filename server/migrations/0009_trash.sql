-- What was deleted is listed without reading what is there.

create index "account_deleted_idx" on tendero."account" (workspace_id, updated_at, id) where deleted_at is not null;

create index "contact_deleted_idx" on tendero."contact" (workspace_id, updated_at, id) where deleted_at is not null;

create index "contact_point_deleted_idx" on tendero."contact_point" (workspace_id, updated_at, id) where deleted_at is not null;

create index "affiliation_deleted_idx" on tendero."affiliation" (workspace_id, updated_at, id) where deleted_at is not null;

create index "product_deleted_idx" on tendero."product" (workspace_id, updated_at, id) where deleted_at is not null;

create index "opportunity_deleted_idx" on tendero."opportunity" (workspace_id, updated_at, id) where deleted_at is not null;

create index "opportunity_line_deleted_idx" on tendero."opportunity_line" (workspace_id, updated_at, id) where deleted_at is not null;

create index "opportunity_contact_deleted_idx" on tendero."opportunity_contact" (workspace_id, updated_at, id) where deleted_at is not null;

create index "stage_entry_deleted_idx" on tendero."stage_entry" (workspace_id, updated_at, id) where deleted_at is not null;

create index "lead_deleted_idx" on tendero."lead" (workspace_id, updated_at, id) where deleted_at is not null;

create index "custom_record_deleted_idx" on tendero."custom_record" (workspace_id, updated_at, id) where deleted_at is not null;

create index "activity_deleted_idx" on tendero."activity" (workspace_id, updated_at, id) where deleted_at is not null;

create index "tag_deleted_idx" on tendero."tag" (workspace_id, updated_at, id) where deleted_at is not null;

create index "view_deleted_idx" on tendero."view" (workspace_id, updated_at, id) where deleted_at is not null;
