import type { FieldProblem } from '@tendero/model'

/**
 * What a caller did wrong or must know: a status, a stable snake_case code and figures. The words are the web's.
 * Anything else that is thrown is a bug and answers 500 without text.
 */
export class Failure extends Error {
  readonly status: number
  readonly code: string
  readonly details: Readonly<Record<string, unknown>> | undefined
  readonly fields: Readonly<Record<string, FieldProblem>> | undefined

  constructor(
    status: number,
    code: string,
    more: { details?: Readonly<Record<string, unknown>>; fields?: Readonly<Record<string, FieldProblem>> } = {},
  ) {
    super(code)
    this.status = status
    this.code = code
    this.details = more.details
    this.fields = more.fields
  }
}

export function notFound(): Failure {
  return new Failure(404, 'not_found')
}

export function forbidden(details?: Readonly<Record<string, unknown>>): Failure {
  return new Failure(403, 'forbidden', { details })
}

export function invalid(fields: Readonly<Record<string, FieldProblem>>): Failure {
  return new Failure(422, 'invalid_input', { fields })
}
