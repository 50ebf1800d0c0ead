-- An invitation waits for the second factor of who accepts it: the password alone makes nobody a member.

alter table control.half_session add column invitation_hash bytea;
