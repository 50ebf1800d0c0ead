-- Stage entries are looked up by their deal; what no statement looks into, every new deal had to keep.

drop index tendero.stage_entry_stage_id_entered_at_idx;
