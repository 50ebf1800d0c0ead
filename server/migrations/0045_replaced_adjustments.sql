-- An adjustment names the one it stands instead of, so that nobody replaces unseen what another said.
alter table tendero."forecast_adjustment" add column replaces_id uuid;

update tendero."forecast_adjustment" a set replaces_id = o.before_id
from (
  select workspace_id, id, lag(id) over (
    partition by workspace_id, starts_on, period, kind, subject_id, category, own order by made_at, id
  ) as before_id
  from tendero."forecast_adjustment"
) o
where a.workspace_id = o.workspace_id and a.id = o.id and o.before_id is not null;

-- Of two who say otherwise of the same at once, the second is told.
create unique index "forecast_adjustment_replaces_key" on tendero."forecast_adjustment"
  (workspace_id, starts_on, period, kind, subject_id, category, own, replaces_id) nulls not distinct;

create or replace view app."forecast_adjustment" as select * from tendero."forecast_adjustment" where workspace_id = current_setting('app.workspace_id')::uuid;
