-- Operations are found by their ids, which grow with time; nothing asked for them by their instant.
drop index tendero.operation_at_idx;
