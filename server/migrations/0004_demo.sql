-- The demo company: how far its loading is, and how to sign in to try it.

create table control.demo (
  id boolean primary key default true check (id),
  state text not null,
  progress double precision not null default 0,
  workspace_id uuid references control.workspace (id),
  user_id uuid,
  accounts jsonb not null default '[]',
  started_on date not null,
  updated_at timestamptz not null
);
