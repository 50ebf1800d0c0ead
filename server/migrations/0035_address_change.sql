-- A new address to sign in with waits until its owner has followed a link that went there by mail.

create table control.address_change (
  token_hash bytea primary key,
  identity_id uuid not null references control.identity (id),
  email text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index address_change_identity_idx on control.address_change (identity_id);
