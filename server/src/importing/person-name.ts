import type { ObjectType } from '@tendero/model'

/** Does an object keep first and last name, and its title from both? Then a file may give the whole name at once. */
export function hasSplitName(object: ObjectType): boolean {
  return (
    object.fields.get(object.title)?.options.computed === true &&
    object.fields.has('firstName') &&
    object.fields.has('lastName')
  )
}

/**
 * First and last name of a whole name: 'García López, Ana' or 'Ana García López'; a single word is a first name.
 * @example splitName('Ana García López') //=> { firstName: 'Ana', lastName: 'García López' }
 */
export function splitName(whole: string): { readonly firstName: string; readonly lastName: string | null } {
  const text = whole.trim().replace(/\s+/g, ' ')
  const turned = /^([^,]+), ?([^,]+)$/.exec(text)
  if (turned) return { firstName: turned[2] ?? '', lastName: turned[1] ?? null }
  const space = text.indexOf(' ')
  return space < 0
    ? { firstName: text, lastName: null }
    : { firstName: text.slice(0, space), lastName: text.slice(space + 1) }
}
