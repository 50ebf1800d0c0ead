import { z } from 'zod'
import { Failure } from '../kernel/failure.ts'
import { attributeOf, isDocument, nameIn, plainAttribute, type Resource } from './attribute.ts'
import { matches, parseFilter, type ScimFilter } from './filter.ts'

const mostOperations = 1_000

/** RFC 7644 §3.5.2, and as directories write it: operations with a capital letter, names of any case. */
const operation = z.object({
  op: z
    .string()
    .transform((op) => op.toLowerCase())
    .pipe(z.enum(['add', 'replace', 'remove'])),
  path: z.string().max(500).nullish(),
  value: z.unknown().optional(),
})

const request = z.object({ operations: z.array(operation).min(1).max(mostOperations) })

export type PatchOperation = z.infer<typeof operation>

/** @throws Failure 400 `invalid_syntax` */
export function acceptPatch(body: unknown): readonly PatchOperation[] {
  const operations = isDocument(body) ? attributeOf(body, 'Operations') : undefined
  const read = request.safeParse({ operations })
  if (!read.success) throw new Failure(400, 'invalid_syntax')
  return read.data.operations
}

/**
 * What a resource is after the operations; it stays itself as it was.
 * @throws Failure 400 `invalid_path`, `no_target`, `invalid_value`, `invalid_filter`
 */
export function applyPatch(resource: Resource, operations: readonly PatchOperation[]): Resource {
  return operations.reduce(applied, resource)
}

function applied(resource: Resource, { op, path, value }: PatchOperation): Resource {
  if (path) return changed(resource, parsePath(path), op, value)
  if (op === 'remove') throw new Failure(400, 'no_target')
  if (!isDocument(value)) throw new Failure(400, 'invalid_value')
  // Without a path the value is a document; some directories write paths as its names.
  return Object.entries(value).reduce(
    (made, [name, one]) => (name === 'schemas' ? made : changed(made, parsePath(name), op, one)),
    resource,
  )
}

/** `members`, `name.givenName`, `emails[type eq "work"]`, `emails[type eq "work"].value` */
interface Path {
  readonly attribute: string
  readonly filter: ScimFilter | undefined
  readonly part: string | undefined
}

function parsePath(text: string): Path {
  const [, attribute, filter, part] =
    /^([\w$-]+)(?:\[(.*)\])?(?:\.([\w$-]+))?$/s.exec(plainAttribute(text.trim())) ?? []
  if (attribute === undefined || Object.hasOwn(Object.prototype, attribute)) throw new Failure(400, 'invalid_path')
  return { attribute, filter: filter === undefined ? undefined : parseFilter(filter), part }
}

function changed(resource: Resource, path: Path, op: PatchOperation['op'], value: unknown): Resource {
  const name = nameIn(resource, path.attribute) ?? path.attribute
  const before = resource[name]
  const after = path.filter
    ? changedAmong(before, { filter: path.filter, part: path.part }, op, value)
    : path.part
      ? changedPart(before, path.part, op, value)
      : changedWhole(before, op, value)
  if (after !== undefined) return { ...resource, [name]: after }
  const { [name]: _, ...rest } = resource
  return rest
}

function changedWhole(before: unknown, op: PatchOperation['op'], value: unknown): unknown {
  if (op === 'remove')
    return Array.isArray(before) && value !== undefined && value !== null ? without(before, value) : undefined
  if (op === 'add' && Array.isArray(before)) return together(before, [value].flat())
  if (isDocument(before) && isDocument(value)) return { ...before, ...value }
  return value
}

function changedPart(before: unknown, part: string, op: PatchOperation['op'], value: unknown): unknown {
  // Of several values the part of each.
  if (Array.isArray(before)) return before.map((one) => changedPart(one, part, op, value))
  return changed(isDocument(before) ? before : {}, { attribute: part, filter: undefined, part: undefined }, op, value)
}

interface Among {
  readonly filter: ScimFilter
  readonly part: string | undefined
}

function changedAmong(before: unknown, { filter, part }: Among, op: PatchOperation['op'], value: unknown): unknown {
  const all = Array.isArray(before) ? before : []
  const concerns = (one: unknown): boolean => isDocument(one) && matches(filter, one)
  if (op === 'remove')
    return part
      ? all.map((one) => (concerns(one) ? changedPart(one, part, op, value) : one))
      : all.filter((one) => !concerns(one))
  if (all.some(concerns)) return all.map((one) => (concerns(one) ? replaced(one, part, value) : one))
  const fresh = described(filter)
  if (!fresh) throw new Failure(400, 'no_target')
  return [...all, replaced(fresh, part, value)]
}

function replaced(one: unknown, part: string | undefined, value: unknown): unknown {
  if (part) return changedPart(one, part, 'replace', value)
  return isDocument(one) && isDocument(value) ? { ...one, ...value } : value
}

/** What a filter that only says what something is calls for: directories set the address for work before there is one. */
function described(filter: ScimFilter): Resource | undefined {
  return filter.kind === 'compare' && filter.operator === 'eq' && !filter.path.includes('.')
    ? { [filter.path]: filter.value }
    : undefined
}

function keyOf(one: unknown): string {
  return isDocument(one) && 'value' in one ? String(one.value) : JSON.stringify(one)
}

function together(before: readonly unknown[], added: readonly unknown[]): readonly unknown[] {
  const known = new Set(added.map(keyOf))
  return [...before.filter((one) => !known.has(keyOf(one))), ...added]
}

function without(before: readonly unknown[], removed: unknown): readonly unknown[] {
  const gone = new Set([removed].flat().map(keyOf))
  return before.filter((one) => !gone.has(keyOf(one)))
}
