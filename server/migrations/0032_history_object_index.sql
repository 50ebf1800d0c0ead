-- What was done with an object is found by an index, however long ago: the audit log asks for one object, or those of a category.

create index history_object_idx on tendero.history (workspace_id, object, operation_id);
