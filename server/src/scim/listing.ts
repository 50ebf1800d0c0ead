import { Failure } from '../kernel/failure.ts'
import { attributeOf, isDocument, nameIn, plainAttribute, type Resource } from './attribute.ts'
import { matches, parseFilter } from './filter.ts'

export const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** Resources of one answer at most. */
export const mostPerPage = 200

/** What a directory asks of a list, by the names of RFC 7644 §3.4.2. */
export type ListQuery = Readonly<Record<string, string | undefined>>

/** A page of the resources that a filter finds, in the order asked for. @throws Failure 400 `invalid_filter`, `invalid_value` */
export function listResponse(resources: readonly Resource[], query: ListQuery): Resource {
  const filter = query.filter ? parseFilter(query.filter) : undefined
  const found = filter ? resources.filter((one) => matches(filter, one)) : resources
  const startIndex = Math.max(1, wholeNumber(query.startIndex, 1))
  const count = Math.min(mostPerPage, Math.max(0, wholeNumber(query.count, mostPerPage)))
  const page = sorted(found, query).slice(startIndex - 1, startIndex - 1 + count)
  return {
    schemas: [listSchema],
    totalResults: found.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map((one) => projected(one, query)),
  }
}

function wholeNumber(text: string | undefined, preset: number): number {
  if (text === undefined) return preset
  if (!/^-?\d{1,9}$/.test(text)) throw new Failure(400, 'invalid_value')
  return Number(text)
}

function sorted(resources: readonly Resource[], { sortBy, sortOrder }: ListQuery): readonly Resource[] {
  if (!sortBy) return resources
  const [attribute = '', part] = plainAttribute(sortBy).split('.')
  const keyOf = (one: Resource): string => {
    const value = attributeOf(one, attribute)
    const inner = part && isDocument(value) ? attributeOf(value, part) : value
    return String(inner ?? '').toLowerCase()
  }
  const direction = sortOrder?.toLowerCase() === 'descending' ? -1 : 1
  const keyed = resources.map((one) => ({ one, key: keyOf(one) }))
  return keyed.sort((a, b) => direction * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one)
}

const always = ['schemas', 'id', 'meta']

/** A resource with the attributes that were asked for, or without those that were not wanted. */
export function projected(resource: Resource, { attributes, excludedAttributes }: ListQuery): Resource {
  if (attributes) {
    const wanted = [...always, ...namesIn(attributes)]
    return Object.fromEntries(
      wanted.flatMap((name) => {
        const known = nameIn(resource, name)
        return known === undefined ? [] : [[known, resource[known]]]
      }),
    )
  }
  const unwanted = namesIn(excludedAttributes ?? '').map((name) => name.toLowerCase())
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => always.includes(name) || !unwanted.includes(name.toLowerCase())),
  )
}

/** Of a part of an attribute the whole is given. */
function namesIn(list: string): readonly string[] {
  return list.split(',').flatMap((one) => plainAttribute(one.trim()).split('.')[0] ?? [])
}
