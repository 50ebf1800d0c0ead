const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Is it the id of a record, as PostgreSQL writes UUIDs? */
export function isId(raw: unknown): raw is string {
  return typeof raw === 'string' && uuid.test(raw)
}

/** Is it an id that grows with time: a UUID of version 7? Whoever makes the id of a new record makes such a one. */
export function isTimeOrderedId(raw: unknown): raw is string {
  return isId(raw) && raw[14] === '7' && /[89ab]/.test(raw.charAt(19))
}
