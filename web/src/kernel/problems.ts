import type { FieldProblem, Problem } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import type { Words } from '../i18n/en.ts'

function has<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key)
}

/** What went wrong, in the person's words: a sentence, and the request's id when it can help to find the cause. */
export function problemWords(problem: Problem, words: Words): string {
  const { codes, unknown, request, fieldInUse } = words.errors
  const users = problem.code === 'field_in_use' ? labelsIn(problem.details?.fields) : []
  if (users.length > 0) return fieldInUse(users.join(', '))
  if (has(codes, problem.code) && problem.code !== 'internal') return codes[problem.code]
  const sentence = problem.status >= 500 ? codes.internal : unknown
  return problem.requestId ? `${sentence} (${request(problem.requestId)})` : sentence
}

function labelsIn(fields: unknown): readonly string[] {
  if (!Array.isArray(fields)) return []
  return fields.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'label' in one ? [String(one.label)] : [],
  )
}

/** As `problemWords`, for anything that can be thrown. */
export function errorWords(error: unknown, words: Words): string {
  if (error instanceof ApiError) return problemWords(error.problem, words)
  // A part of the program that is not on the device.
  return navigator.onLine ? words.errors.codes.internal : words.errors.codes.offline
}

export function problemCode(error: unknown): string | undefined {
  return error instanceof ApiError ? error.problem.code : undefined
}

/** Whether the server was not reached. */
export function isOffline(error: unknown): boolean {
  return error instanceof ApiError && error.status === 0
}

/** Whether a request may have been done although no good answer came: trying again must not do it twice. */
export function isUncertain(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500
}

/** What is wrong with a field's value. */
export function fieldProblemWords({ code, details = {} }: FieldProblem, words: Words): string {
  const { fields, fieldLimits, fieldUnknown } = words.errors
  if (has(fields, code)) return fields[code]
  if (!has(fieldLimits, code)) return fieldUnknown
  const figure = Object.values(details)[0]
  if (figure !== undefined) return fieldLimits[code](String(figure))
  return code === 'too_small' ? fields.empty : fieldUnknown
}

/** The problems of fields that an error names, in words, by field. */
export function fieldErrors(error: unknown, words: Words): Readonly<Record<string, string>> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(
    Object.entries(error.problem.fields ?? {}).map(([field, problem]) => [field, fieldProblemWords(problem, words)]),
  )
}
