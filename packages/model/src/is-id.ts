const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Is it the id of a record, as PostgreSQL writes UUIDs? */
export function isId(raw: unknown): raw is string {
  return typeof raw === 'string' && uuid.test(raw)
}
