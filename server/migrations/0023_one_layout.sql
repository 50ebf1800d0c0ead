-- One layout of a place for all roles that have none of their own, also when two are made at once: the older stays.

update tendero."layout" l set deleted_at = now()
where l.role_id is null and l.deleted_at is null and exists (
  select 1 from tendero."layout" o
  where o.workspace_id = l.workspace_id and o.role_id is null and o.deleted_at is null
    and lower(o.object) = lower(l.object) and o.place = l.place and o.id < l.id);

drop index tendero."layout_object_place_role_key";

create unique index "layout_object_place_role_key" on tendero."layout" (workspace_id, lower("object"), "place", "role_id") nulls not distinct where deleted_at is null;
