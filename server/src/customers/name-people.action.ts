import { invalid } from '../kernel/failure.ts'
import { type Change, type Lifecycle, valueAfter } from '../kernel/lifecycle.ts'
import { fullName } from './full-name.ts'

/** Contacts and leads are called by their first and last name, a lead without a person by its company. */
export const namingLifecycles: readonly Lifecycle[] = [naming('contact', []), naming('lead', ['company'])]

function naming(object: string, further: readonly string[]): Lifecycle {
  const parts = ['firstName', 'lastName', ...further]
  return {
    object,
    before(_ctx, changes) {
      for (const change of changes) if (isNamed(change, parts)) name(change, parts)
    },
    follows: (change) => ({ name: nameAfter(change, parts) }),
  }
}

function isNamed(change: Change, parts: readonly string[]): boolean {
  return change.verb === 'create' || (change.verb === 'update' && parts.some((part) => part in change.patch))
}

function nameAfter(change: Change, parts: readonly string[]): string | null {
  return fullName(Object.fromEntries(parts.map((part) => [part, valueAfter(change, part)])))
}

/** A whole name, as a program may give it, stands for the last name. @throws Failure 422 when nothing names it */
function name(change: Change, parts: readonly string[]): void {
  const found = nameAfter(change, parts)
  if (found) change.patch.name = found
  else if (change.verb === 'create' && change.patch.name) change.patch.lastName = change.patch.name
  else throw invalid({ lastName: { code: 'required' } })
}
