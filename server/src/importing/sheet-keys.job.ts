import type { ObjectType } from '@tendero/model'
import { keyText } from './find-records.sql.ts'
import { keysOf } from './import-plan.ts'
import type { Work } from './import-work.job.ts'
import { hasSplitName } from './person-name.ts'
import { seenKeys } from './seen-keys.ts'
import type { Outcome } from './tally.ts'
import { isWritten } from './write-outcomes.job.ts'

/** Remembers what the records that a dry run would make are known by, when later rows or sheets may refer to them. */
export function keepKeys({ plan: { object }, together, sheet, inFile }: Work, outcomes: readonly Outcome[]): void {
  const { keys, sheets } = together
  if (sheet === sheets - 1 && !inFile) return
  const known = keys.get(object.recordedAs) ?? seenKeys()
  keys.set(object.recordedAs, known)
  for (const outcome of outcomes) {
    if (!isWritten(outcome)) continue
    for (const key of keysOfRecord(object, outcome.values)) known.add(keyText(key), outcome.row.number)
  }
}

function keysOfRecord(object: ObjectType, values: Readonly<Record<string, unknown>>): readonly string[] {
  const names = [...new Set([...keysOf(object), object.title])]
  const whole = hasSplitName(object) ? [values.firstName, values.lastName].filter(Boolean).join(' ') : ''
  return [...names.map((name) => values[name]), whole]
    .filter((key) => typeof key === 'string' && key !== '')
    .map(String)
}
