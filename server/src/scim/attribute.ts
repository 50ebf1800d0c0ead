/** A resource as it travels: RFC 7643 documents, whose attributes have no case. */
export type Resource = Readonly<Record<string, unknown>>

/** The name that a document has for an attribute, whatever its case; undefined when it has none. */
export function nameIn(resource: Resource, attribute: string): string | undefined {
  if (Object.hasOwn(resource, attribute)) return attribute
  const wanted = attribute.toLowerCase()
  return Object.keys(resource).find((name) => name.toLowerCase() === wanted)
}

export function attributeOf(resource: Resource, attribute: string): unknown {
  const name = nameIn(resource, attribute)
  return name === undefined ? undefined : resource[name]
}

export function isDocument(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An attribute without the address of the schema of users or groups in front of it. */
export function plainAttribute(path: string): string {
  return path.replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/i, '')
}

/** A time as it travels: UTC, ISO 8601. */
export function instant(at: unknown): string {
  return (at instanceof Date ? at : new Date(String(at))).toISOString()
}
