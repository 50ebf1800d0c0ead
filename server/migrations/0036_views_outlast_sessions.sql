-- A view as somebody else is noted as ended also when its session goes, so it keeps who looked and is not deleted along.

alter table control.session_view drop constraint session_view_token_hash_fkey;
alter table control.session_view add column viewer_id uuid;
update control.session_view v set viewer_id = m.user_id
  from control.session s join control.membership m on m.identity_id = s.identity_id
  where s.token_hash = v.token_hash and m.workspace_id = v.workspace_id;
