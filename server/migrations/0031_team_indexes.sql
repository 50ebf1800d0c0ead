-- What a team reaches is found by an index: lists in the scope of a team, and accounts that a team's deals and contacts open.

create index "account_team_id_idx" on tendero."account" (workspace_id, "team_id", id) where deleted_at is null;

create index "contact_team_id_idx" on tendero."contact" (workspace_id, "team_id", id) where deleted_at is null;

create index "opportunity_team_id_idx" on tendero."opportunity" (workspace_id, "team_id", id) where deleted_at is null;

create index "lead_team_id_idx" on tendero."lead" (workspace_id, "team_id", id) where deleted_at is null;
