-- What is asked of the history begins with a record or an operation, never with a time: the key serves the first as well,
-- and every write keeps one index less.

alter table tendero.history drop constraint history_pkey;

alter table tendero.history add primary key (workspace_id, object, record_id, recorded_at, id);

drop index tendero.history_record_idx;
