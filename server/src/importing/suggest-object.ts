import { languages, type ObjectType } from '@tendero/model'
import { foldedWord } from './detect-format.ts'

/** An object, and every word that heads a column of it. */
export interface KnownObject {
  readonly object: ObjectType
  readonly heads: ReadonlySet<string>
}

/** Columns that must be known before they tell an object. */
const fewestHeads = 2

/**
 * Which object the rows of a sheet are: by the sheet's name, else by its columns when most of them are known of one.
 * @param heads the names of its columns
 */
export function suggestObject(
  sheet: string,
  heads: readonly string[],
  known: readonly KnownObject[],
): ObjectType | undefined {
  const word = foldedWord(sheet)
  const named = known.find(({ object }) => namesOf(object).includes(word))
  if (named) return named.object
  const filled = heads.map(foldedWord).filter(Boolean)
  const counted = known.map((one) => ({ ...one, count: filled.filter((head) => one.heads.has(head)).length }))
  const best = counted.toSorted((a, b) => b.count - a.count)[0]
  return best && best.count >= fewestHeads && best.count * 2 > filled.length ? best.object : undefined
}

function namesOf(object: ObjectType): readonly string[] {
  const labels = languages.flatMap((language) => [object.label[language][0], object.label[language][1]])
  return [object.name, object.collection, ...labels].map(foldedWord)
}
