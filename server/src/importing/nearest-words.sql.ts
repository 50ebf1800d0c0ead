import type { ImportRun } from '@tendero/model'
import type { Reading } from '../kernel/read-records.ts'
import { seesTitles } from '../kernel/record-select.ts'
import { similarTitles } from './find-records.sql.ts'
import type { FieldPlan, ImportPlan } from './import-plan.ts'
import { nearest } from './nearest.ts'
import { labelsOf } from './reference-finder.sql.ts'
import type { MissingWords } from './tally.ts'

/** Words for which suggestions are sought; the rest are told without. */
const mostAsked = 100

/** The words that were not found, each with the nearest that exist. */
export async function nearestWords(
  reading: Reading,
  plan: ImportPlan,
  missing: ReturnType<MissingWords['entries']>,
): Promise<ImportRun['notFound']> {
  const found: ImportRun['notFound'][number][] = []
  for (const [index, one] of missing.entries()) {
    const field = plan.fields.find((each) => each.field.name === one.field)
    const suggestions =
      field && index < mostAsked ? nearest(one.value, await candidates(reading, field, one.value)) : []
    found.push({ ...one, suggestions })
  }
  return found
}

async function candidates(reading: Reading, { field, reference }: FieldPlan, word: string): Promise<readonly string[]> {
  const { language } = reading.actor
  if (!reference)
    return Array.from({ length: 1 + (field.type.csvExtra?.length ?? 0) }, (_, part) => part).flatMap(
      (part) => field.type.words?.(part, field.options, language) ?? [],
    )
  if (!seesTitles(reading.actor, reference.target)) return []
  const rows = reading.model.catalogue.get(reference.target.name)
  if (!rows) return similarTitles(reading, reference.target, word)
  return [...rows.values()]
    .filter((row) => row.deleted_at === null)
    .flatMap((row) => {
      const labels = labelsOf(row.labels)
      return labels.length > 0 ? labels : [String(row[reference.target.title])]
    })
}
