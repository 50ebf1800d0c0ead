import { isDay, isEmailAddress, isId, isInstant, isTimeZone } from '@tendero/model'
import { z } from 'zod'
import { invalid } from './failure.ts'

/** A text that passes a check of the model's, refused with the code that records use for the same. */
function text(passes: (text: string) => boolean, code: string) {
  return z.string().refine(passes, { params: { code } })
}

export const recordId = text(isId, 'not_an_id')
export const emailAddress = text(isEmailAddress, 'not_an_email')
/** A day that can be kept: ISO 8601, years 0001 to 9999. */
export const day = z.iso.date().refine(isDay, { params: { code: 'not_a_date' } })
/** ISO 8601 with its offset. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((written) => isInstant(new Date(written)), { params: { code: 'not_an_instant' } })
export const timeZone = text(isTimeZone, 'not_a_time_zone')

/**
 * What was sent to an endpoint, in the form of its schema. Schemas are strict objects: a name that nobody reads was
 * mistyped or meant for something else.
 * @throws Failure 422 with what is wrong with which field, nested ones as `user.email`; `unknown_field` for other names
 */
export function acceptBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw invalid(Object.fromEntries(result.error.issues.flatMap(problemsIn)))
}

function problemsIn(issue: z.core.$ZodIssue): readonly (readonly [string, { readonly code: string }])[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => [[...issue.path, key].join('.'), { code: 'unknown_field' }])
  const code = issue.code === 'custom' ? issue.params?.code : issue.code
  return [[issue.path.join('.'), { code: String(code ?? issue.code) }]]
}
