-- Which operation takes back another: asked with each portion of a large undo.

create index operation_reverts_idx on tendero.operation (workspace_id, reverts_id) where reverts_id is not null;
