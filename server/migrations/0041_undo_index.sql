-- Operations are asked for by what they took back, with each portion of a large undo; by who did them; and by what they were: a merge.

create index operation_reverts_idx on tendero.operation (workspace_id, reverts_id) where reverts_id is not null;

create index operation_actor_idx on tendero.operation (workspace_id, actor_id, id);

create index merged_record_operation_idx on tendero.merged_record (workspace_id, operation_id);
